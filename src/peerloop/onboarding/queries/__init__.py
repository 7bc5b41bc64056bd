"""What a reader may see of buddies; doors fetch it only through these."""

from peerloop.onboarding.queries.newcomers import (
    Newcomer,
    Nominated,
    colleagues_called,
    newcomers,
    newcomers_seen_by,
    nominations_seen_by,
)
from peerloop.onboarding.queries.seen import (
    Seen,
    buddies,
    buddies_among,
    buddies_seen_by,
    going_of,
    is_reluctant,
    plans_seen_by,
    tasks_of,
    tasks_seen_by,
    to_answer,
    welcome_of,
)

__all__ = [
    "Newcomer",
    "Nominated",
    "Seen",
    "buddies",
    "buddies_among",
    "buddies_seen_by",
    "colleagues_called",
    "going_of",
    "is_reluctant",
    "newcomers",
    "newcomers_seen_by",
    "nominations_seen_by",
    "plans_seen_by",
    "tasks_of",
    "tasks_seen_by",
    "to_answer",
    "welcome_of",
]
