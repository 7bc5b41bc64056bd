"""What can be done with suggestions, requests, pairings and runs: one verb, one transaction, one journal entry."""

from peerloop.matchmaking.actions.adopt_policy import PolicyInUse, adopt_policy, name_policy, remove_policy
from peerloop.matchmaking.actions.agenda import add_point, remove_point, tick_point, untick_point
from peerloop.matchmaking.actions.answer import accept, decline
from peerloop.matchmaking.actions.appeal import NoAppeal, send_appeal
from peerloop.matchmaking.actions.ask import ask
from peerloop.matchmaking.actions.ask_for_run import ask_for_run
from peerloop.matchmaking.actions.book import book_next
from peerloop.matchmaking.actions.compare import NothingToCompare, ask_comparison, decide, try_beside
from peerloop.matchmaking.actions.earlier import want_anybody, want_earlier
from peerloop.matchmaking.actions.end import end_pairing, end_ring, thank
from peerloop.matchmaking.actions.expire import expire, expire_requests
from peerloop.matchmaking.actions.goals import change_goal, drop_goal, reach_goal, reopen_goal, set_goal
from peerloop.matchmaking.actions.not_this import bring_back, forget_refused_hours, not_this
from peerloop.matchmaking.actions.notebook import change_note, erase_note, write_note
from peerloop.matchmaking.actions.open_pairing import open_pairing
from peerloop.matchmaking.actions.other_side import want_either_side, want_other_side
from peerloop.matchmaking.actions.publish import discard, publish, stop, tell_run, withdraw_run
from peerloop.matchmaking.actions.quiet import release_silent, still_at_it
from peerloop.matchmaking.actions.ring import expire_rings, join_ring, leave_ring, release_ring
from peerloop.matchmaking.actions.run import run
from peerloop.matchmaking.actions.save_policy import BadPolicy, save_policy, try_policy
from peerloop.matchmaking.actions.stretch import (
    dismiss_stretch,
    draw_stretch,
    draw_stretches,
    stop_stretching,
    stretch_again,
    take_stretch,
)
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
    "add_point",
    "adopt_policy",
    "ask",
    "ask_comparison",
    "ask_for_run",
    "book_next",
    "bring_back",
    "change_goal",
    "change_note",
    "decide",
    "decline",
    "discard",
    "dismiss_stretch",
    "draw_stretch",
    "draw_stretches",
    "drop_goal",
    "end_pairing",
    "end_ring",
    "erase_note",
    "expire",
    "expire_requests",
    "expire_rings",
    "forget_drafts",
    "forget_refused_hours",
    "join_ring",
    "leave_ring",
    "look_after_withdrawal",
    "name_policy",
    "not_this",
    "open_pairing",
    "publish",
    "reach_goal",
    "refresh_suggestions",
    "release_ring",
    "release_silent",
    "remove_point",
    "remove_policy",
    "reopen_goal",
    "run",
    "save_policy",
    "send_appeal",
    "set_goal",
    "still_at_it",
    "stop",
    "stop_stretching",
    "stretch_again",
    "take_stretch",
    "tell_run",
    "thank",
    "tick_point",
    "try_beside",
    "try_policy",
    "untick_point",
    "want_anybody",
    "want_earlier",
    "want_either_side",
    "want_other_side",
    "what_would_change",
    "withdraw",
    "withdraw_run",
    "write_note",
]
