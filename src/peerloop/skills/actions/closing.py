"""The counts of a week are taken: from then on they are what organisers are told."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.skills.models import Close, Figure
from peerloop.skills.queries.closes import HOUR, closes_freely, this_week
from peerloop.skills.queries.counting import places, tally
from peerloop.skills.telling import about, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member
    from peerloop.skills.queries.counting import Tally
    from peerloop.skills.telling import Told

BATCH = 2000


@transaction.atomic
def close_week(by: Member | None = None) -> Close:
    """Take the counts and return their close; or return the last one, where they may not be taken yet.

    At any time while ``closes_freely``, afterwards once a week, from Monday 02:00 UTC on. Only what may be told is
    kept of the counts. A second or two for 10,000 members.
    """
    last = Close.objects.order_by("-at").first()
    if closes_freely():
        return _take(Close.objects.create(by=by), last)
    week = this_week()
    if last is not None and last.at >= datetime.combine(week, HOUR):
        return last
    close, new = Close.objects.get_or_create(week=week, defaults={"by": by, "at": now()})
    return _take(close, last) if new else close


def _take(close: Close, last: Close | None) -> Close:
    counted = tally(close.at, last)
    Figure.objects.bulk_create(_figures(close, counted), batch_size=BATCH)
    record("week.closed", actor=close.by, subject=close)
    return close


def _figures(close: Close, counted: Tally) -> Iterator[Figure]:
    """Yield what is told, row by row; where nothing of a skill or a team is told, there is no row."""
    wanted, offered = publish(counted.wanted, others=counted.others), publish(counted.offered)
    needs = {skill: told.whole for skill, told in zip(counted.skills, wanted, strict=True) if told.whole}
    seats, hanging = _supply(needs, counted, offered)
    for place, skill in enumerate(counted.skills):
        want, give = wanted[place], offered[place]
        whole = counted.offered[place].whole
        nobody = give.whole is None and whole.known == 0 and not whole.large
        last = counted.before.get((skill, None))
        short = max(0, needs.get(skill, 0) - seats[skill])
        figure = Figure(
            close=close,
            skill_id=skill,
            wanted=want.whole,
            offered=0 if nobody else give.whole,
            unserved=about(short, last.unserved if last else None),
            hangs_on=hanging.get(skill),
        )
        if want.whole is not None or give.whole is not None:
            yield figure
        for team, some, others in zip(counted.teams, want.teams, give.teams, strict=True):
            if some is not None or others is not None:
                yield Figure(close=close, skill_id=skill, team_id=team, wanted=some, offered=others)


def _supply(needs: dict[int, int], counted: Tally, offered: list[Told]) -> tuple[dict[int, int], dict[int, int]]:
    """Return how many each skill of ``needs`` can be taught to, and on how few people those hang that do.

    Asked of what is told of the needs, so that it tells no more of them. Offers that wait for their yes are in it
    where they are counted among the offers.
    """
    from peerloop.engines.network import hanging  # numpy: no page needs it

    counts_waiting = {
        skill
        for skill, cells, told in zip(counted.skills, counted.offered, offered, strict=True)
        if cells.whole.told is not None and told.whole is not None
    }
    rows = [row for row in places(needs) if not row[3] or row[0] in counts_waiting]
    seats: dict[int, int] = defaultdict(int)
    capacity = {}
    for skill, member, learners, _waiting in rows:
        seats[skill] += learners
        capacity[member] = learners
    skills = {skill: place for place, skill in enumerate(needs)}
    people = {member: place for place, member in enumerate(capacity)}
    found = hanging(
        [skills[row[0]] for row in rows],
        [people[row[1]] for row in rows],
        list(needs.values()),
        seats=list(capacity.values()),
    )
    return seats, {skill: int(few) for skill, few in zip(needs, found.tolist(), strict=True) if few}
