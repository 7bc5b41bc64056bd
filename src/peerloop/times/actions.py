"""Take an hour, and let the ledger follow what is booked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from peerloop.schedule.actions import announce_session, invite
from peerloop.schedule.models import Participation, Session
from peerloop.times.models import Borne
from peerloop.times.rules import bad_quarters, how_many

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from peerloop.people.models import Member


@dataclass(frozen=True)
class Taken:
    """The session, who was invited, and who was not because their week is full."""

    session: Session
    asked: list[Member]
    full: list[Member]


@transaction.atomic
def take_hour(
    members: Sequence[Member],
    *,
    by: Member,
    starts_at: datetime,
    minutes: int,
    kind: str,
    title: str,
    place: str = "",
    link: str = "",
    uid: UUID | None = None,
) -> Taken:
    """Announce a session at that hour, led by ``by``, and invite the others; ``uid`` twice is once.

    Whose week it would overrun is not invited. Raises ``Clash`` and ``ValidationError`` as ``announce_session``.
    """
    others = [member for member in members if member != by]
    how_many(len(others) + 1)
    local = starts_at.astimezone(ZoneInfo(by.time_zone))
    session = announce_session(
        kind=kind, title=title, by=by, local_date=local.date(), local_time=local.time(), zone=by.time_zone,
        minutes=minutes, place=place, link=link, audience=Session.Audience.INVITED, uid=uid,
    )  # fmt: skip
    invited = invite(session, others, by=by)
    return Taken(session, invited.asked, invited.full)


@transaction.atomic
def note_bad_hours(pk: int, *, besides: Collection[int] = ()) -> None:
    """Let the ledger say who bears a bad local hour in the session as it stands; ``besides``: who did not come.

    Follows from what the journal has an entry of already, so it writes none of its own. Twice is once.
    """
    session = Session.objects.select_related("confirmation", "cancellation").get(pk=pk)
    bears: dict[int, int] = {}
    if hasattr(session, "confirmation") and not hasattr(session, "cancellation"):
        there = Participation.objects.filter(session=session).exclude(member__in=besides)
        for member, zone in there.values_list("member", "member__time_zone"):
            if quarters := bad_quarters(session.starts_at, session.ends_at, zone):
                bears[member] = quarters
    Borne.objects.filter(session=session).exclude(member__in=bears).delete()
    Borne.objects.bulk_create(
        [Borne(session=session, member_id=member, quarters=quarters) for member, quarters in bears.items()],
        update_conflicts=True,
        unique_fields=["member", "session"],
        update_fields=["quarters"],
    )
