"""One's own part in the rounds; nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Exists, OuterRef, Prefetch, Q

from peerloop.coffee.models import Introduced, Introduction, Joining
from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.people.models import Block, Member

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.schedule.models import Session

State = Literal["asked", "waits", "booked", "off", "met", "ask_met"]


@dataclass(frozen=True)
class Coffee:
    """An introduction as one of those introduced sees it; ``mine``: their own answer and whether they met.

    ``state``: "asked" (waits for the reader), "waits" (for another), "booked", "off", "ask_met" (it is over: did
    they meet?), "met" (that is said).
    """

    introduction: Introduction
    session: Session
    others: list[Member]
    mine: Introduced
    state: State


def joining_of(member: Member) -> Joining | None:
    """How the member takes part; None where they do not."""
    return Joining.objects.filter(member=member).select_related("member").first()


def introductions_seen_by(reader: Member) -> QuerySet[Introduction]:
    """Introductions of ``reader``, less those with somebody blocked either way."""
    if reader.departed_at is not None:
        return Introduction.objects.none()
    mine = Introduced.objects.filter(introduction=OuterRef("pk"), member=reader)
    apart = Block.objects.filter(
        Q(member=reader, other=OuterRef("member")) | Q(other=reader, member=OuterRef("member"))
    )
    shut = Introduced.objects.filter(Exists(apart), introduction=OuterRef("pk"))
    return Introduction.objects.filter(Exists(mine), ~Exists(shut))


def coffees(reader: Member, *, at_most: int) -> list[Coffee]:
    """The reader's introductions, the latest first, in two queries."""
    return _listed(reader, introductions_seen_by(reader).order_by("-session__starts_at", "-pk")[:at_most])


def coffees_among(reader: Member, pks: Iterable[int]) -> list[Coffee]:
    """Those of the introductions that the reader sees, in two queries."""
    return _listed(reader, introductions_seen_by(reader).filter(pk__in=list(pks)))


def _listed(reader: Member, rows: QuerySet[Introduction]) -> list[Coffee]:
    company = Prefetch("introduced", Introduced.objects.select_related("member__team").order_by("pk"))
    in_full = rows.select_related("session__confirmation", "session__cancellation").prefetch_related(company)
    return [_as_seen(one, reader, now()) for one in in_full]


def _as_seen(introduction: Introduction, reader: Member, instant: datetime) -> Coffee:
    company = list(introduction.introduced.all())
    mine = next(one for one in company if one.member_id == reader.pk)
    gone = Introduced.Answer.NO
    others = [one.member for one in company if one.member_id != reader.pk and one.answer != gone]
    others = others or [one.member for one in company if one.member_id != reader.pk]
    return Coffee(introduction, introduction.session, others, mine, _state(introduction.session, mine, instant))


def _state(session: Session, mine: Introduced, instant: datetime) -> State:
    if hasattr(session, "cancellation") or mine.answer == Introduced.Answer.NO:
        return "off"
    if hasattr(session, "confirmation"):
        if session.ends_at > instant:
            return "booked"
        return "ask_met" if mine.met is None else "met"
    if session.starts_at <= instant:
        return "off"
    return "waits" if mine.answer else "asked"


@prepared
def to_answer(reader: Member, instant: datetime) -> QuerySet[Introduced]:
    """What waits for the reader: hours to answer, and coffees of which they have not said whether they met."""
    seen = introductions_seen_by(reader).filter(session__cancellation=None)
    mine = Introduced.objects.filter(member=reader, introduction__in=seen.values("pk"))
    asked = Q(answer="", introduction__session__confirmation=None, introduction__session__starts_at__gt=instant)
    over = Q(met=None, introduction__session__confirmation__isnull=False, introduction__session__ends_at__lte=instant)
    waiting = mine.filter(asked | over).exclude(answer=Introduced.Answer.NO).select_related("introduction__session")
    return waiting.order_by("introduction__session__starts_at", "pk")[:3]
