"""The one who asked takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.matchmaking.actions.close import close, held
from peerloop.matchmaking.models import Outcome
from peerloop.matchmaking.rules import may_withdraw, must, must_be_open

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Request
    from peerloop.people.models import Member


@transaction.atomic
def withdraw(request: Request, *, by: Member) -> None:
    """Take one's own request back: the hour and the seat are free again.

    Raises ``RequestOver`` where it has been answered already, ``PermissionDenied`` for another's request.
    """
    must(may_withdraw(by, request))
    by_hand = held(request)
    must_be_open(by_hand.request)
    close(by_hand, Outcome.Kind.WITHDRAWN, by=by)
