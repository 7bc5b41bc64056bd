"""The one suggestion that a member sees first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from peerloop.kit.clock import now
from peerloop.matchmaking.models import Request, Suggestion
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from peerloop.people.models import Member


def best_suggestion(member: Member) -> Suggestion | None:
    """Return the best suggestion for the newest of the member's needs that no request is on its way for."""
    underway = Request.objects.filter(need=OuterRef("need"), outcome=None)
    fresh = Suggestion.objects.filter(need__member=member, starts_at__gt=now(), teacher__in=seen_by(member).values("pk"))
    return (
        fresh.exclude(Exists(underway))
        .select_related("teacher__team", "need__skill")
        .order_by("-need__made_at", "rank", "pk")
        .first()
    )
