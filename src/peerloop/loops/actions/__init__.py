"""What can be done with a loop: one verb to a file."""

from peerloop.loops.actions.answer_asking import say_no, say_seen, say_taught
from peerloop.loops.actions.ask_companion import ask_companion
from peerloop.loops.actions.ask_gain import ask_gain
from peerloop.loops.actions.begin_loop import begin_loop
from peerloop.loops.actions.confirm import confirm
from peerloop.loops.actions.feel_sure import feel_sure
from peerloop.loops.actions.follow_up import answer_follow_up, ask_follow_ups
from peerloop.loops.actions.give_feedback import give_feedback
from peerloop.loops.actions.let_go import let_go
from peerloop.loops.actions.open_loop import open_loop
from peerloop.loops.actions.put_off import put_off
from peerloop.loops.actions.reflect import reflect
from peerloop.loops.actions.remind_due import remind_due
from peerloop.loops.actions.reword import reword, reword_observation
from peerloop.loops.actions.say_applied import say_applied
from peerloop.loops.actions.say_gain import say_gain
from peerloop.loops.actions.take_up import take_up
from peerloop.loops.actions.teach_on import answer_teach_on
from peerloop.loops.actions.unconfirm import unconfirm
from peerloop.loops.actions.withdraw_asking import withdraw_asking

__all__ = [
    "answer_follow_up",
    "answer_teach_on",
    "ask_companion",
    "ask_follow_ups",
    "ask_gain",
    "begin_loop",
    "confirm",
    "feel_sure",
    "give_feedback",
    "let_go",
    "open_loop",
    "put_off",
    "reflect",
    "remind_due",
    "reword",
    "reword_observation",
    "say_applied",
    "say_gain",
    "say_no",
    "say_seen",
    "say_taught",
    "take_up",
    "unconfirm",
    "withdraw_asking",
]
