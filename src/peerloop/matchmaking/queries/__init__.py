"""What a reader may see of suggestions, requests, pairings and runs; doors fetch them only through these."""

from peerloop.matchmaking.queries.policies import (
    policies_in_force,
    policies_seen_by,
    policy_in_force,
    policy_named,
    saved_policies,
)
from peerloop.matchmaking.queries.seats import seats_left, with_seats
from peerloop.matchmaking.queries.seen import (
    answered,
    asked_by,
    blocks_between,
    first_to_answer,
    in_full,
    need_on_page,
    open_request,
    own_needs,
    pairings_in_full,
    pairings_seen_by,
    requests_seen_by,
    running,
    runs_seen_by,
    to_answer,
)
from peerloop.matchmaking.queries.suggested import (
    able,
    best_suggestion,
    refusals,
    shortfall_of,
    suggestions_for,
    teachers_for,
)

__all__ = [
    "able",
    "answered",
    "asked_by",
    "best_suggestion",
    "blocks_between",
    "first_to_answer",
    "in_full",
    "need_on_page",
    "open_request",
    "own_needs",
    "pairings_in_full",
    "pairings_seen_by",
    "policies_in_force",
    "policies_seen_by",
    "policy_in_force",
    "policy_named",
    "refusals",
    "requests_seen_by",
    "running",
    "runs_seen_by",
    "saved_policies",
    "seats_left",
    "shortfall_of",
    "suggestions_for",
    "teachers_for",
    "to_answer",
    "with_seats",
]
