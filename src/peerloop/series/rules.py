"""Within what bounds a series goes, who may change it, and what it refuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.schedule.models import Session
from peerloop.schedule.particulars import particulars
from peerloop.schedule.rules import LEAST, longest, wall_clock
from peerloop.schedule.whereabouts import whereabouts
from peerloop.series.models import Repeats
from peerloop.series.recurrence import LONGEST, MOST, dates

if TYPE_CHECKING:
    from datetime import time

    from peerloop.people.models import Member
    from peerloop.series.models import Series

KINDS = (
    Session.Kind.LUNCH_AND_LEARN,
    Session.Kind.WORKSHOP,
    Session.Kind.SEMINAR,
    Session.Kind.DEMO,
    Session.Kind.SOCIAL,
    Session.Kind.TEAM_BUILDING,
)
"""What can be set up to repeat on the page of series; office hours have a page of their own."""
HORIZON = timedelta(weeks=12)
"""Sessions are made so far ahead."""
REFILL = timedelta(weeks=6)
"""They are made anew once fewer weeks than these are filled, so that who has joined hears of it seldom."""
FIRST_WITHIN = timedelta(days=365)


class StaleSeries(ValidationError):
    """Somebody else has changed what is to come since it was looked at."""

    def __init__(self) -> None:
        """Say so in one sentence; the page shows both versions."""
        super().__init__(_("The series was changed since you looked at it. Here is how it stands now."))


@dataclass(frozen=True)
class Terms:
    """What a series, or all of it from a date on, is to be: wall time in ``zone``, and one end of the two."""

    starts_on: date
    repeats: str
    local_time: time
    zone: str
    minutes: int
    title: str
    until: date | None = None
    times: int | None = None
    about: str = ""
    place: str = ""
    link: str = ""
    capacity: int | None = None


def leads(series: Series, member: Member) -> bool:
    """Whether the member may change the series: who leads it, and who leads with them."""
    return member.pk in {series.lead_id, series.co_lead_id}


def checked(terms: Terms, *, today: date, kind: str) -> Terms:
    """Return the terms as they are stored; raises ``ValidationError`` by field, for all of them at once.

    ``today``: by the wall clock of the terms. The first day is the first one that the rule has.
    """
    faults: dict[str, list[str]] = {}
    most = longest(kind)
    if terms.repeats not in Repeats.values:
        faults["repeats"] = [_("Please choose how often.")]
    if not LEAST <= terms.minutes <= most:
        words = _("A session lasts between %(least)s and %(most)s minutes.")
        faults["minutes"] = [words % {"least": LEAST, "most": most}]
    try:
        said = particulars(terms.title, terms.about, terms.capacity)
    except ValidationError as wrong:
        faults |= wrong.message_dict
    try:
        where = whereabouts(terms.place, terms.link)
    except ValidationError as wrong:
        faults |= wrong.message_dict
    faults |= {field: [word] for field, word in _ends(terms, today).items()}
    if faults:
        raise ValidationError(faults)
    stored = replace(terms, local_time=wall_clock(terms.local_time), **said, **where)
    return replace(stored, starts_on=dates(stored)[0])


def _ends(terms: Terms, today: date) -> dict[str, str]:
    """Return what is wrong with the first day and the end, by field."""
    if terms.starts_on < today:
        return {"starts_on": _("This day is over. Please choose one that is still to come.")}
    if terms.starts_on > today + FIRST_WITHIN:
        return {"starts_on": _("Please choose a first day within the next year.")}
    if (terms.until is None) == (terms.times is None):
        return {"until": _("Please say until when, or how many times: one of the two.")}
    if terms.times is not None and not 1 <= terms.times <= MOST:
        return {"times": _("Please say a number of times between 1 and %(most)s.") % {"most": MOST}}
    if terms.until is not None and terms.until < terms.starts_on:
        return {"until": _("The last day comes before the first one.")}
    if terms.until is not None and terms.until > terms.starts_on + LONGEST:
        return {"until": _("A series goes over two years at most. You can prolong it later.")}
    if terms.repeats in Repeats.values and not dates(terms):
        return {"until": _("There is no such day until then. Please choose a later end.")}
    return {}
