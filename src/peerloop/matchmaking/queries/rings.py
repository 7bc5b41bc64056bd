"""Rings as one in them sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.matchmaking.models import Pairing, Place, Ring
from peerloop.people.models import Block

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member
    from peerloop.skills.models import Need


def rings_seen_by(reader: Member) -> QuerySet[Ring]:
    """Rings in which ``reader`` takes part, unless a block stands between them and any other in it."""
    if reader.departed_at is not None:
        return Ring.objects.none()
    apart = Block.objects.filter(
        Q(member=reader, other=OuterRef("learner")) | Q(other=reader, member=OuterRef("learner"))
    )
    foreign = Place.objects.filter(Exists(apart), ring=OuterRef("pk"))
    mine = Place.objects.filter(learner=reader, ring=OuterRef("pk"))
    return Ring.objects.filter(Exists(mine)).exclude(Exists(foreign))


def rings_in_full(rings: QuerySet[Ring]) -> QuerySet[Ring]:
    """Fetch with each ring its places in order, with who learns what from whom and who has said yes."""
    places = Place.objects.select_related("learner__team", "teacher__team", "skill", "yes").order_by("number")
    pairings = Pairing.objects.select_related("ending").order_by("pk")
    return rings.select_related("outcome").prefetch_related(Prefetch("places", places), Prefetch("pairings", pairings))


def rings_to_answer(member: Member) -> QuerySet[Ring]:
    """Open rings that wait for the member's yes, the one that ends first on top."""
    return rings_in_full(_waiting_for(member, now())).order_by("answer_by", "pk")


@prepared
def rings_waiting(member: Member, instant: datetime) -> QuerySet[Ring]:
    """The same without what stands in them, to ask whether there are any."""
    return _waiting_for(member, instant)


def _waiting_for(member: Member, instant: datetime) -> QuerySet[Ring]:
    """Open rings in which the member's yes is not said."""
    unsaid = Place.objects.filter(learner=member, yes=None, ring=OuterRef("pk"))
    return rings_seen_by(member).filter(Exists(unsaid), outcome=None, answer_by__gt=instant)


def open_rings_of(member: Member) -> QuerySet[Ring]:
    """Open rings in which the member is, answered or not."""
    return rings_in_full(rings_seen_by(member).filter(outcome=None, answer_by__gt=now())).order_by("answer_by", "pk")


def ring_for(need: Need) -> Ring | None:
    """The open ring in which the need would be met."""
    return one_in_full(open_rings_for(need.member, need, now()))


def one_in_full(rings: Iterable[Ring]) -> Ring | None:
    """Fetch the first of the rings, which their reader sees, with all that stands in it."""
    found = [ring.pk for ring in rings]
    return rings_in_full(Ring.objects.filter(pk=found[0])).first() if found else None


@prepared
def open_rings_for(member: Member, need: Need, instant: datetime) -> QuerySet[Ring]:
    """Open rings of the member in which the need would be met."""
    rings = rings_seen_by(member).filter(outcome=None, answer_by__gt=instant, places__need=need)
    return rings.order_by("answer_by", "pk")[:1]


def ring_of(pairing: Pairing, reader: Member) -> Ring | None:
    """The swap or ring that the pairing is a direction of, with all its places."""
    if pairing.ring_id is None:
        return None
    return rings_in_full(rings_seen_by(reader)).filter(pk=pairing.ring_id).first()
