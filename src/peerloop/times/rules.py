"""How many may meet, when and for how long; what a bad hour is; which hour comes first."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.engines.slots import resolve
from peerloop.engines.slots.meeting import DAY_BEGINS, DAY_ENDS

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST, MOST = 2, 30
LEAST_MINUTES, MOST_MINUTES = 15, 240
MOST_DAYS = 28
LATELY = timedelta(days=90)
"""How long a bad hour is remembered; those still to come count too."""
LEAD = timedelta(hours=2)
"""Nobody is proposed an hour sooner than this."""
QUARTER = timedelta(minutes=15)


def how_many(count: int) -> None:
    """Refuse fewer than two and more than thirty."""
    if count < FEWEST:
        raise ValidationError({"with": _("Choose at least one colleague.")})
    if count > MOST:
        raise ValidationError({"with": _("At most %(most)s people, you among them.") % {"most": MOST}})


def bad_quarters(start: datetime, end: datetime, zone: str) -> int:
    """Return how many quarter-hours from ``start`` to ``end`` lie outside 08:00 to 18:00 of the wall clock."""
    there, count = ZoneInfo(zone), 0
    for number in range(-(-(end - start) // QUARTER)):
        local = (start + number * QUARTER).astimezone(there)
        minute = local.hour * 60 + local.minute
        count += not DAY_BEGINS <= minute <= DAY_ENDS - 15
    return count


def first_come(
    bad: Mapping[int, int], borne: Mapping[int, int], start: datetime
) -> tuple[int, int, int, int, datetime]:
    """Return by what hours are ordered, the smallest first; just as the engine orders those of one week.

    ``bad``: of those who can come, their bad quarter-hours; ``borne``: what everybody asked has borne so far.
    """
    least = min(borne.values(), default=0)
    weighed = sum(quarters * (1 + borne[who] - least) for who, quarters in bad.items())
    worst = max((borne[who] + bad.get(who, 0) for who in borne), default=0)
    return -len(bad), weighed, worst, sum(bad.values()), start


def sayable(moment: datetime, zone: str) -> bool:
    """Whether the wall clock of ``zone`` names this instant: the second of an hour that happens twice has no name."""
    return resolve(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0), zone) == moment
