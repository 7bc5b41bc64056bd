"""What can be done with suggestions, requests, pairings and runs: one verb, one transaction, one journal entry."""

from peerloop.matchmaking.actions.adopt_policy import PolicyInUse, adopt_policy, name_policy, remove_policy
from peerloop.matchmaking.actions.answer import accept, decline
from peerloop.matchmaking.actions.appeal import NoAppeal, send_appeal
from peerloop.matchmaking.actions.ask import ask
from peerloop.matchmaking.actions.ask_for_run import ask_for_run
from peerloop.matchmaking.actions.book import book_next
from peerloop.matchmaking.actions.compare import NothingToCompare, ask_comparison, decide, try_beside
from peerloop.matchmaking.actions.end import end_pairing, release_silent
from peerloop.matchmaking.actions.expire import expire, expire_requests
from peerloop.matchmaking.actions.not_this import bring_back, forget_refused_hours, not_this
from peerloop.matchmaking.actions.publish import discard, publish, stop, tell_run, withdraw_run
from peerloop.matchmaking.actions.run import run
from peerloop.matchmaking.actions.save_policy import BadPolicy, save_policy, try_policy
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.actions.tidy_runs import forget_drafts, look_after_withdrawal
from peerloop.matchmaking.actions.withdraw import withdraw
from peerloop.matchmaking.queries.compared import what_would_change

__all__ = [
    "BadPolicy",
    "NoAppeal",
    "NothingToCompare",
    "PolicyInUse",
    "accept",
    "adopt_policy",
    "ask",
    "ask_comparison",
    "ask_for_run",
    "book_next",
    "bring_back",
    "decide",
    "decline",
    "discard",
    "end_pairing",
    "expire",
    "expire_requests",
    "forget_drafts",
    "forget_refused_hours",
    "look_after_withdrawal",
    "name_policy",
    "not_this",
    "publish",
    "refresh_suggestions",
    "release_silent",
    "remove_policy",
    "run",
    "save_policy",
    "send_appeal",
    "stop",
    "tell_run",
    "try_beside",
    "try_policy",
    "what_would_change",
    "withdraw",
    "withdraw_run",
]
