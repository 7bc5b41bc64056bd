"""What can be done about days beside somebody and weeks elsewhere: one verb to a function, one transaction."""

from peerloop.exchange.actions.daily import end_weeks, expire
from peerloop.exchange.actions.day_answers import accept_guest, decline_guest, withdraw_day_request
from peerloop.exchange.actions.days import ask_for_day, ask_to_come, offer_day, take_day_off
from peerloop.exchange.actions.places import ask_for_place, offer_place, take_place_off
from peerloop.exchange.actions.rotations import agree, end_rotation, plan_week, refuse, withdraw_rotation

__all__ = [
    "accept_guest",
    "agree",
    "ask_for_day",
    "ask_for_place",
    "ask_to_come",
    "decline_guest",
    "end_rotation",
    "end_weeks",
    "expire",
    "offer_day",
    "offer_place",
    "plan_week",
    "refuse",
    "take_day_off",
    "take_place_off",
    "withdraw_day_request",
    "withdraw_rotation",
]
