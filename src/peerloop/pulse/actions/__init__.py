"""What can be done about surveys, interviews and help from outside: one verb to a function, one transaction."""

from peerloop.pulse.actions.answering import answer_survey, keep_draft, make_need, take_back_answer
from peerloop.pulse.actions.building import change_survey, open_survey, remove_survey, set_up_survey
from peerloop.pulse.actions.closing import close_due, close_survey, withdraw_survey
from peerloop.pulse.actions.interviewing import (
    agree_to_interview,
    note_interview,
    remove_interview,
    remove_unanswered,
)
from peerloop.pulse.actions.outside import change_outside, find_outside, remove_outside
from peerloop.pulse.actions.reminding import remind_once

__all__ = [
    "agree_to_interview", "answer_survey", "change_outside", "change_survey", "close_due", "close_survey",
    "find_outside", "keep_draft", "make_need", "note_interview", "open_survey", "remind_once", "remove_interview",
    "remove_outside", "remove_survey", "remove_unanswered", "set_up_survey", "take_back_answer", "withdraw_survey",
]  # fmt: skip
