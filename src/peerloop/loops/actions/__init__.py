"""What can be done with a loop: one verb to a file."""

from peerloop.loops.actions.ask_gain import ask_gain
from peerloop.loops.actions.confirm import confirm
from peerloop.loops.actions.give_feedback import give_feedback
from peerloop.loops.actions.let_go import let_go
from peerloop.loops.actions.open_loop import open_loop
from peerloop.loops.actions.put_off import put_off
from peerloop.loops.actions.reflect import reflect
from peerloop.loops.actions.remind_due import remind_due
from peerloop.loops.actions.say_applied import say_applied
from peerloop.loops.actions.say_gain import say_gain

__all__ = [
    "ask_gain",
    "confirm",
    "give_feedback",
    "let_go",
    "open_loop",
    "put_off",
    "reflect",
    "remind_due",
    "say_applied",
    "say_gain",
]
