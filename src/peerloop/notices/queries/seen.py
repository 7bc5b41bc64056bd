"""Which notices their reader sees, and how many of them are unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.kit.prepared import prepared, total
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Notice
from peerloop.notices.queries.composing import composed

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.db.models import QuerySet

    from peerloop.people.models import Member

MOST = 100
"""So many are counted; beyond that it says "99+"."""
MOST_COMPOSED = 10


def _by_guard() -> dict[Callable[[Member], QuerySet[Any]] | None, list[str]]:
    """Kinds by the guarded query of their subjects."""
    found: dict[Callable[[Member], QuerySet[Any]] | None, list[str]] = {}
    for kind in KINDS.values():
        found.setdefault(kind.seen, []).append(kind.code)
    return found


BY_GUARD = _by_guard()
GUARDS = [(seen, codes) for seen, codes in BY_GUARD.items() if seen is not None]
UNGUARDED = tuple(BY_GUARD.get(None, ()))


def _guarded(reader: Member, kinds: set[str]) -> Q:
    """Notices of these kinds whose subject the reader may see, or whose kind names no guard.

    The guards of other kinds are not asked: there are dozens, and writing all of them into one query takes a second.
    """
    allowed = Q(kind__in=sorted(kinds.intersection(UNGUARDED)))
    for seen, codes in GUARDS:
        if mine := sorted(kinds.intersection(codes)):
            allowed |= Q(Exists(seen(reader).filter(pk=OuterRef("subject"))), kind__in=mine)
    return allowed


def notices_seen_by(reader: Member, *, group: str = "") -> QuerySet[Notice]:
    """What has arrived for the reader and is theirs to see, the newest first.

    Kinds without a guard of their subjects are all there: their words are None where they are not the reader's to see.
    """
    if reader.departed_at is not None:
        return Notice.objects.none()
    there = Notice.objects.filter(member=reader, arrived_at__isnull=False, dropped_at=None)
    kinds = set(there.order_by().values_list("kind", flat=True).distinct())
    if group:
        kinds = {code for code in kinds if code in KINDS and KINDS[code].group == group}
    return there.filter(_guarded(reader, kinds)).order_by("-arrived_at", "-pk")


@prepared
def _kinds(reader: Member) -> QuerySet[Notice, str]:
    return _waiting(reader).order_by().values_list("kind", flat=True).distinct()


@prepared
def _unread(reader: Member, *, guard: int) -> QuerySet[Notice, int]:
    seen, codes = GUARDS[guard]
    shown = seen(reader).filter(pk=OuterRef("subject"))
    return _waiting(reader).filter(Exists(shown), kind__in=codes).order_by().values_list("pk", flat=True)


def _waiting(reader: Member) -> QuerySet[Notice]:
    return Notice.objects.filter(member=reader, arrived_at__isnull=False, dropped_at=None, read_at=None)


def unread_count(reader: Member) -> int:
    """How many notices wait to be read, at most ``MOST``.

    One query where none does; else one more, which asks the guards of the kinds that are there, and a few where one of
    them names no guard.
    """
    if reader.departed_at is not None:
        return 0
    kinds = set(_kinds(reader))
    guards = [number for number, (_seen, codes) in enumerate(GUARDS) if not kinds.isdisjoint(codes)]
    count = total([_unread.of(reader, guard=number) for number in guards], at_most=MOST) if guards else 0
    if not kinds.isdisjoint(UNGUARDED):
        unguarded = _waiting(reader).filter(kind__in=UNGUARDED)
        count += len(composed(reader, list(unguarded.order_by("-arrived_at", "-pk")[:MOST_COMPOSED])))
    return min(count, MOST)
