"""What can be done about buddies: one verb to a function, one transaction, one journal entry."""

from peerloop.onboarding.actions.answering import say_no, say_yes
from peerloop.onboarding.actions.asking import look_for_buddy, need_none, stand_back, stand_ready
from peerloop.onboarding.actions.daily import farewells, let_lapse, look_again, second_weeks, welcome_newcomers
from peerloop.onboarding.actions.going import part, say_how_it_goes
from peerloop.onboarding.actions.nominating import nominate
from peerloop.onboarding.actions.planning import add_task, change_task, remove_task, tick

__all__ = [
    "add_task",
    "change_task",
    "farewells",
    "let_lapse",
    "look_again",
    "look_for_buddy",
    "need_none",
    "nominate",
    "part",
    "remove_task",
    "say_how_it_goes",
    "say_no",
    "say_yes",
    "second_weeks",
    "stand_back",
    "stand_ready",
    "tick",
    "welcome_newcomers",
]
