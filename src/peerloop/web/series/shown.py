"""A series as its reader sees it on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.kit.text import listed
from peerloop.series.queries import coming, standing
from peerloop.series.recurrence import how_often, left_out
from peerloop.series.rules import leads

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.series.models import Series, Stretch
    from peerloop.series.queries import Date


@dataclass(frozen=True)
class ShownSeries:
    """The series, how it goes from here on, its dates as the reader meets them, and whether they lead it."""

    series: Series
    stretch: Stretch
    dates: list[Date]
    leading: bool
    joined: bool

    @property
    def title(self) -> str:
        """Its title from the next date on."""
        return self.stretch.title

    @property
    def how_often(self) -> str:
        """How it repeats, as one says it."""
        return how_often(self.stretch)

    @property
    def left_out(self) -> str:
        """Which months have no such date."""
        return left_out(self.stretch)

    @property
    def leaders(self) -> list[Member]:
        """Who leads it."""
        return [one for one in (self.series.lead, self.series.co_lead) if one is not None]

    @property
    def led_by(self) -> str:
        """Their names, as a sentence lists them."""
        return listed([member.name for member in self.leaders])

    @property
    def takes_part(self) -> bool:
        """Whether the reader comes to any date, or waits for a place."""
        return self.joined or any(one.mine or one.waiting for one in self.dates)

    @property
    def over(self) -> bool:
        """Whether nothing is to come."""
        return not self.dates


def shown(series: Series, reader: Member, *, joined: bool) -> ShownSeries:
    """Return the series as its reader sees it."""
    stretch = standing(series.stretches.all()).stretch
    return ShownSeries(series, stretch, coming(series, reader), leads(series, reader), joined)
