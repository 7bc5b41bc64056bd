"""What can be done with questions and answers: one verb to a function, one transaction, one journal entry."""

from peerloop.questions.actions.answering import answer, change_answer, take_answer_back
from peerloop.questions.actions.asking import ask, take_waiting_back
from peerloop.questions.actions.becoming import begin_from, gather_alike, make_session
from peerloop.questions.actions.having import have_no_longer, have_too, say_helped, say_not_helped
from peerloop.questions.actions.judging import accept, accept_no_longer, ask_to_look_again, verify, verify_no_longer
from peerloop.questions.actions.moderating import (
    ask_who_asked,
    hide_answer,
    hide_question,
    hide_remark,
    leave_sealed,
    open_seal,
    show_answer,
    show_question,
    show_remark,
)
from peerloop.questions.actions.putting import ask_more, end_debates, escalate_due, pass_on
from peerloop.questions.actions.reaching import set_reach
from peerloop.questions.actions.releasing import release_due
from peerloop.questions.actions.remarking import remark, take_remark_back
from peerloop.questions.actions.thanking import thank_for, thank_no_longer
from peerloop.questions.actions.wording import reword, take_question_back

__all__ = [
    "accept", "accept_no_longer", "answer", "ask", "ask_more", "ask_to_look_again", "ask_who_asked", "begin_from",
    "change_answer", "end_debates", "escalate_due", "gather_alike", "have_no_longer", "have_too", "hide_answer",
    "hide_question", "hide_remark", "leave_sealed", "make_session", "open_seal", "pass_on", "release_due", "remark",
    "reword", "say_helped", "say_not_helped", "set_reach", "show_answer", "show_question", "show_remark",
    "take_answer_back", "take_question_back", "take_remark_back", "take_waiting_back", "thank_for", "thank_no_longer",
    "verify", "verify_no_longer",
]  # fmt: skip
