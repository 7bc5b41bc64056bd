"""How the rounds go, in counts that name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.coffee.models import Introduced, Round
from peerloop.kit.clock import now
from peerloop.matchmaking.queries.policies import may_organise
from peerloop.matchmaking.telling import in_fives, share

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.people.models import Member

LATEST = 12
CLOSED = timedelta(weeks=3)
"""After so long nobody meets in the round any more; only then is it told how many did."""


@dataclass(frozen=True)
class RoundTold:
    """A round: how many people it brought together, in fives, None for one to four.

    ``across``: how many of its tables brought different teams together; ``met``: how many of those who said
    something say they met. Whole per cents of counts in fives, None where fewer than five stand on either side.
    """

    at: datetime
    people: int | None
    across: int | None
    met: int | None


def rounds_told(reader: Member) -> list[RoundTold]:
    """The latest rounds, for whoever organises; for anybody else none. Two queries."""
    if not may_organise(reader):
        return []
    rounds = list(Round.objects.exclude(figures={}).order_by("-at", "-pk")[:LATEST])
    closed = [one.pk for one in rounds if one.at <= now() - CLOSED]
    said: dict[int, list[bool]] = {}
    answered = Introduced.objects.filter(introduction__round__in=closed, met__isnull=False)
    for pk, met in answered.values_list("introduction__round", "met"):
        said.setdefault(pk, []).append(bool(met))
    return [_told(one, said.get(one.pk, [])) for one in rounds]


def _told(one: Round, met: list[bool]) -> RoundTold:
    figures = one.figures
    tables = figures["pairs"] + figures["trios"]
    return RoundTold(
        one.at,
        people=in_fives(2 * figures["pairs"] + 3 * figures["trios"]),
        across=share(figures["across"], tables - figures["across"]).percent,
        met=share(sum(met), len(met) - sum(met)).percent,
    )
