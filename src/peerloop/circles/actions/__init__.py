"""What can be done with circles: one verb to a function, one transaction, one journal entry."""

from peerloop.circles.actions.asking import (
    accept_invitation,
    answer_asking,
    ask_to_join,
    decline_invitation,
    invite_to_circle,
    take_asking_back,
)
from peerloop.circles.actions.closing import close_circle, publish_report, say_word, take_word_back
from peerloop.circles.actions.facilitating import ask_to_facilitate, name_facilitator, step_down
from peerloop.circles.actions.forming import discard_forming, form_circles, make_circles
from peerloop.circles.actions.joining import join_circle, leave_circle, look_after_together, remove_from_circle
from peerloop.circles.actions.meeting import Planned, plan_meeting
from peerloop.circles.actions.starting import change_circle, start_circle
from peerloop.circles.actions.working import do_task, drop_goal, drop_task, note_progress, set_goal, set_task

__all__ = [
    "Planned", "accept_invitation", "answer_asking", "ask_to_facilitate", "ask_to_join", "change_circle",
    "close_circle", "decline_invitation", "discard_forming", "do_task", "drop_goal", "drop_task", "form_circles",
    "invite_to_circle", "join_circle", "leave_circle", "look_after_together", "make_circles", "name_facilitator",
    "note_progress", "plan_meeting", "publish_report", "remove_from_circle", "say_word", "set_goal", "set_task",
    "start_circle", "step_down", "take_asking_back", "take_word_back",
]  # fmt: skip
