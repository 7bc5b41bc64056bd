"""What can be done in and about a session: one verb to a file, the turns of its clock in one."""

from peerloop.live.actions.answer_question import answer_question
from peerloop.live.actions.change_agenda import change_agenda
from peerloop.live.actions.check_in import check_in
from peerloop.live.actions.close_opinions import close_opinions
from peerloop.live.actions.deal_anew import deal_anew
from peerloop.live.actions.keep_notes import keep_notes
from peerloop.live.actions.look_for_missing import look_for_missing
from peerloop.live.actions.material import (
    agree_to_share,
    attach_file,
    attach_link,
    follow_who_takes_part,
    remove_material,
)
from peerloop.live.actions.questions import pose, unvote, vote, withdraw_question
from peerloop.live.actions.say_opinion import say_opinion
from peerloop.live.actions.set_agenda import set_agenda
from peerloop.live.actions.start import start
from peerloop.live.actions.talk import begin_talk, follow_in_talk
from peerloop.live.actions.turning import another_round, finish, more_time, next_step, pause, resume, step_back

__all__ = [
    "agree_to_share",
    "another_round",
    "answer_question",
    "attach_file",
    "attach_link",
    "begin_talk",
    "change_agenda",
    "check_in",
    "close_opinions",
    "deal_anew",
    "finish",
    "follow_in_talk",
    "follow_who_takes_part",
    "keep_notes",
    "look_for_missing",
    "more_time",
    "next_step",
    "pause",
    "pose",
    "remove_material",
    "resume",
    "say_opinion",
    "set_agenda",
    "start",
    "step_back",
    "unvote",
    "vote",
    "withdraw_question",
]
