"""What a manager sees: who among their reports is new, and whom they have thought of. No answers, no proposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.kit.clock import now
from peerloop.kit.text import key
from peerloop.onboarding.models import Buddy, Nomination
from peerloop.onboarding.rules import STILL_NEW
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from peerloop.people.models import Member

FOUND = 8


@dataclass(frozen=True)
class Nominated:
    """Somebody whom the manager thought of; ``agreed``: both have said yes. More there is not to know."""

    member: Member
    at: date
    agreed: bool


@dataclass(frozen=True)
class Newcomer:
    """A report who is new, and whom their manager has thought of, the latest first."""

    member: Member
    nominated: list[Nominated]


def newcomers_seen_by(reader: Member) -> QuerySet[Member]:
    """Who reports to the reader directly and came within the last three months."""
    since = now() - STILL_NEW
    new = Q(hired_on__gte=since.date()) | Q(hired_on=None, joined_at__gte=since)
    return seen_by(reader).filter(new, manager=reader)


def newcomers(reader: Member) -> list[Newcomer]:
    """The reader's newcomers by name, each with the reader's own nominations; two queries."""
    members = list(newcomers_seen_by(reader).select_related("team").order_by("name_key", "pk"))
    said: dict[int, list[Nominated]] = {}
    for one in _nominations(reader).filter(newcomer__in=[member.pk for member in members]):
        told = Nominated(one.member, one.at.date(), bool(one.agreed))  # type: ignore[attr-defined] # annotated
        said.setdefault(one.newcomer_id, []).append(told)
    return [Newcomer(member, said.get(member.pk, [])) for member in members]


def nominations_seen_by(reader: Member) -> QuerySet[Nomination]:
    """The reader's own nominations, while the newcomer reports to them."""
    if reader.departed_at is not None:
        return Nomination.objects.none()
    return Nomination.objects.filter(by=reader, newcomer__manager=reader, newcomer__departed_at=None)


def colleagues_called(words: str, *, reader: Member, newcomer: Member) -> list[Member]:
    """Colleagues by the beginning of a name or by e-mail address, whom the reader could think of; at most eight."""
    sought = key(words)
    if len(sought) < 2:
        return []
    named = Q(name_key__startswith=sought) | Q(name_key__contains=f" {sought}") | Q(email=sought)
    found = seen_by(reader).filter(named).exclude(pk__in=[reader.pk, newcomer.pk])
    return list(found.select_related("team").order_by("name_key", "pk")[:FOUND])


def _nominations(reader: Member) -> QuerySet[Nomination]:
    both = Buddy.objects.filter(nomination=OuterRef("pk"), pairing__isnull=False)
    mine = nominations_seen_by(reader).select_related("member")
    return mine.annotate(agreed=Exists(both)).order_by("-at", "-pk")
