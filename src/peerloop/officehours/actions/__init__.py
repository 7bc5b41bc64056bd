"""What can be done about office hours: one verb to a function, one transaction, one journal entry."""

from peerloop.officehours.actions.calling import call_next, finish, pause, resume
from peerloop.officehours.actions.closing import call_off, close_ended, forget_words
from peerloop.officehours.actions.coming import come, come_next_time, leave
from peerloop.officehours.actions.offering import offer_hour
from peerloop.officehours.actions.pairing import answer_together, ask_together

__all__ = [
    "answer_together",
    "ask_together",
    "call_next",
    "call_off",
    "close_ended",
    "come",
    "come_next_time",
    "finish",
    "forget_words",
    "leave",
    "offer_hour",
    "pause",
    "resume",
]
