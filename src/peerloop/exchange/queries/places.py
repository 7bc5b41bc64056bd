"""Places in other teams and who goes there, as a reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from peerloop.exchange.models import Consent, Place, Reply, Rotation, WeekPlan
from peerloop.exchange.queries.days import _apart
from peerloop.exchange.rules import today_of
from peerloop.kit.prepared import prepared
from peerloop.people.models import Block, Member

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet


def places_seen_by(reader: Member) -> QuerySet[Place]:
    """Places that are offered by colleagues, and the reader's own; none of somebody blocked, avoided or gone."""
    if reader.departed_at is not None:
        return Place.objects.none()
    there = Place.objects.filter(~_apart(reader, "host"), host__departed_at=None)
    return there.filter(Q(off=None) | Q(host=reader))


def open_places(reader: Member) -> QuerySet[Any]:
    """Places in other teams that begin later and are not taken, the next first, with ``left``."""
    taken = Count("rotations", filter=Q(rotations__reply__kind=Reply.Kind.ACCEPTED))
    found: QuerySet[Any] = places_seen_by(reader).filter(starts_on__gt=today_of(reader), off=None)
    found = found.exclude(host=reader).annotate(left=F("places") - taken).filter(left__gt=0)
    if reader.team_id is not None:
        found = found.exclude(team=reader.team_id)
    return found.select_related("host", "team").order_by("starts_on", "pk")


def own_places(reader: Member) -> list[Place]:
    """Places that the reader offers, still to begin; one query."""
    mine = Place.objects.filter(host=reader, off=None, starts_on__gt=today_of(reader))
    return list(mine.select_related("team").order_by("starts_on", "pk"))


def left_at(place: Place) -> int:
    """How many may still come."""
    return place.places - Rotation.objects.filter(place=place, reply__kind=Reply.Kind.ACCEPTED).count()


def rotations_between(member: Member, first: date, last: date) -> list[Rotation]:
    """Weeks elsewhere that the member has agreed on, not ended, that touch the days from ``first`` to ``last``."""
    agreed = Rotation.objects.filter(member=member, pairing__isnull=False, pairing__ending=None)
    near = agreed.filter(place__starts_on__lte=last).select_related("place__team")
    return [one for one in near.order_by("place__starts_on", "pk") if one.place.ends_on >= first]


def rotations_seen_by(reader: Member) -> QuerySet[Rotation]:
    """What the reader has asked, is asked as host, or is asked as the member's manager; less what a block parts.

    A manager sees what waits, what was agreed, and what they had said yes to: not what others declined before.
    """
    if reader.departed_at is not None:
        return Rotation.objects.none()
    between = Block.objects.filter(
        Q(member=OuterRef("member"), other=OuterRef("place__host"))
        | Q(other=OuterRef("member"), member=OuterRef("place__host"))
    )
    said = Consent.objects.filter(rotation=OuterRef("pk"), part=Consent.Part.MANAGER, by=reader)
    concerns = Q(reply=None) | Q(reply__kind=Reply.Kind.ACCEPTED) | Exists(said)
    as_manager = Q(member__manager=reader, member__departed_at=None) & concerns
    return Rotation.objects.filter(Q(member=reader) | Q(place__host=reader) | as_manager, ~Exists(between))


def plans_seen_by(reader: Member) -> QuerySet[Rotation]:
    """Weeks elsewhere whose plan the reader sees: the member's and the host's, no manager's."""
    return rotations_seen_by(reader).filter(Q(member=reader) | Q(place__host=reader), pairing__isnull=False)


def rotations_in_full(rows: QuerySet[Rotation]) -> QuerySet[Rotation]:
    """Fetch along what a page shows of a rotation."""
    return rows.select_related(
        "member__team", "member__manager", "place__host__team", "place__team", "reply", "pairing__ending"
    ).prefetch_related(Prefetch("consents", Consent.objects.order_by("pk")))


def rotations_among(reader: Member, pks: Iterable[int]) -> list[Rotation]:
    """Those of the rotations that the reader sees; two queries."""
    return list(rotations_in_full(rotations_seen_by(reader).filter(pk__in=list(pks))))


def latest_rotations(reader: Member, *, at_most: int) -> list[Rotation]:
    """What the reader has asked or is asked, the latest first; two queries."""
    return list(rotations_in_full(rotations_seen_by(reader)).order_by("-asked_at", "-pk")[:at_most])


def asked_at(place: Place, reader: Member) -> Rotation | None:
    """The reader's own latest request for the place."""
    return rotations_in_full(Rotation.objects.filter(place=place, member=reader)).order_by("-pk").first()


def weeks_of(rotation: Rotation) -> list[WeekPlan]:
    """The plan, week by week; one query."""
    return list(WeekPlan.objects.filter(rotation=rotation).order_by("week"))


@prepared
def rotations_to_answer(reader: Member, instant: datetime) -> QuerySet[Rotation]:
    """What waits for the reader's yes, for Today."""
    as_host = Q(place__host=reader) & ~Exists(Consent.objects.filter(rotation=OuterRef("pk"), part="host"))
    as_manager = Q(member__manager=reader) & ~Exists(Consent.objects.filter(rotation=OuterRef("pk"), part="manager"))
    waiting = rotations_seen_by(reader).filter(as_host | as_manager, reply=None, expires_at__gt=instant)
    return waiting.select_related("member", "place__team").order_by("expires_at", "pk")[:3]
