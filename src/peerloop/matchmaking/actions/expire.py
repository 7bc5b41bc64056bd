"""Nobody answered in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.kit.clock import now
from peerloop.matchmaking.actions.close import close, held
from peerloop.matchmaking.each import each
from peerloop.matchmaking.models import Outcome, Request

if TYPE_CHECKING:
    from django.db.models import QuerySet


def overdue() -> QuerySet[Request]:
    """Open requests whose time to answer has passed, the longest overdue first."""
    return Request.objects.filter(outcome=None, expires_at__lte=now()).order_by("expires_at", "pk")


@transaction.atomic
def expire(request: Request) -> None:
    """End an overdue request: hour and seat are free again, and the next is asked where that was wished.

    One that has been answered meanwhile is left alone.
    """
    by_hand = held(request)
    if not hasattr(by_hand.request, "outcome") and by_hand.request.expires_at <= now():
        close(by_hand, Outcome.Kind.EXPIRED, by=None)


def expire_requests() -> int:
    """Expire what is overdue, each in its own transaction, and return how many."""
    return each(list(overdue()), expire)
