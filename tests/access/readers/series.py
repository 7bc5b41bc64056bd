"""Series. What colleagues join is open to them; a canary in its sessions would sing on everybody's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import EVERYBODY
from tests.access.samples.series import a_series

from peerloop.series.actions import join_series, skip_days

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = dict.fromkeys(
    ("series.Stretch.title", "series.Stretch.about", "series.Stretch.place", "series.Stretch.link", "series.Skip.word"),
    EVERYBODY,
)


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner leads a series that the other joins; one date is left out, with a word."""
    series = a_series(owner)
    join_series(series, by=pair)
    day = series.occurrences.order_by("date")[1].date
    skip_days(series, by=owner, first=day, last=day, word="Holiday")
    return {"series": [series.pk]}
