"""Circles, what they do, what came of them, and how they are formed."""

from peerloop.circles.models.circle import (
    LONGEST_GOAL,
    LONGEST_LINE,
    LONGEST_TITLE,
    MOST,
    Asking,
    Circle,
    Invitation,
    Membership,
)
from peerloop.circles.models.forming import Discard, Draft, DraftSeat, Forming, LeftOut, Making
from peerloop.circles.models.work import LONGEST_WORD, Closing, Goal, Meeting, Progress, Report, Task, TaskDone, Word

__all__ = [
    "LONGEST_GOAL", "LONGEST_LINE", "LONGEST_TITLE", "LONGEST_WORD", "MOST", "Asking", "Circle", "Closing", "Discard",
    "Draft", "DraftSeat", "Forming", "Goal", "Invitation", "LeftOut", "Making", "Meeting", "Membership", "Progress",
    "Report", "Task", "TaskDone", "Word",
]  # fmt: skip
