"""Tell very many, and look again at what has changed since."""

from __future__ import annotations

from peerloop.journal.outbox import handles
from peerloop.notices.actions import look_through, spread_on
from peerloop.notices.models import Notice, Spread
from peerloop.people.models import Member


@handles("notices.spread")
def spread(payload: dict[str, int | str]) -> None:
    """Tell the next few hundred."""
    spread_on(Spread.objects.get(pk=payload["spread"]), after=int(payload["after"]))


@handles("notices.look")
def look(payload: dict[str, int | str]) -> None:
    """Take off the reader's page what an action has just made untrue."""
    for member in Member.objects.filter(pk=payload["member"]):
        found = Notice.objects.filter(
            member=member, subject_type=payload["of"], subject=payload["subject"], read_at=None, dropped_at=None
        ).exclude(arrived_at=None)
        look_through(member, list(found))
