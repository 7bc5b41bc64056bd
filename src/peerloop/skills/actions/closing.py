"""The counts of a week are taken: from then on they are what organisers are told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.skills.models import Close
from peerloop.skills.queries.closes import HOUR, closes_freely, this_week

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def close_week(by: Member | None = None) -> Close:
    """Take the counts and return their close; or return the last one, where they may not be taken yet.

    At any time while ``closes_freely``, afterwards once a week, from Monday 02:00 UTC on.
    """
    if closes_freely():
        close = Close.objects.create(by=by)
        record("week.closed", actor=by, subject=close)
        return close
    week = this_week()
    last = Close.objects.filter(at__gte=datetime.combine(week, HOUR)).order_by("-at").first()
    if last is not None:
        return last
    close, new = Close.objects.get_or_create(week=week, defaults={"by": by, "at": now()})
    if new:
        record("week.closed", actor=by, subject=close)
    return close
