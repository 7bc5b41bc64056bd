"""How the rounds go, in counts that name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.coffee.models import Introduced, Round
from peerloop.coffee.rules import may_organise
from peerloop.matchmaking.rules import told

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.people.models import Member

LATEST = 12


@dataclass(frozen=True)
class RoundTold:
    """A round: how many it brought together, and of these how many came from different teams, -1 for one to four.

    ``across`` and ``met`` are whole per cents, None where fewer than five people stand on either side.
    """

    at: datetime
    people: int
    across: int | None
    met: int | None


def rounds_told(reader: Member) -> list[RoundTold]:
    """The latest rounds, for whoever organises; for anybody else none. Two queries."""
    if not may_organise(reader):
        return []
    rounds = list(Round.objects.exclude(figures={}).order_by("-at", "-pk")[:LATEST])
    said: dict[int, list[bool]] = {}
    answered = Introduced.objects.filter(introduction__round__in=rounds, met__isnull=False)
    for pk, met in answered.values_list("introduction__round", "met"):
        said.setdefault(pk, []).append(bool(met))
    return [_told(one, said.get(one.pk, [])) for one in rounds]


def _told(one: Round, met: list[bool]) -> RoundTold:
    tables = one.figures["pairs"] + one.figures["trios"]
    people = 2 * one.figures["pairs"] + 3 * one.figures["trios"]
    return RoundTold(one.at, told(people), _share(one.figures["across"], tables), _share(sum(met), len(met)))


def _share(part: int, whole: int) -> int | None:
    """Whole per cents, where nobody or at least five stand on each side."""
    if whole < 5 or 0 < part < 5 or 0 < whole - part < 5:
        return None
    return round(100 * part / whole)
