"""What can be done about coffee: one verb to a function, one transaction, one journal entry."""

from peerloop.coffee.actions.answering import say_met, say_no, say_yes
from peerloop.coffee.actions.joining import join, leave
from peerloop.coffee.actions.rounds import call_round, hold_round, weekly_round
from peerloop.coffee.actions.settling import settle

__all__ = ["call_round", "hold_round", "join", "leave", "say_met", "say_no", "say_yes", "settle", "weekly_round"]
