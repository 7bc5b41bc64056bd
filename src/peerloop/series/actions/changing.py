"""This date and all that follow: another time, place, title, number of seats, or end."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions import cancel_session
from peerloop.series.actions.adapting import adapt
from peerloop.series.actions.making import Told, in_name_of, make, to_come
from peerloop.series.locks import hold_series
from peerloop.series.models import Series, Stretch
from peerloop.series.queries import taking_part
from peerloop.series.quiet import as_one
from peerloop.series.recurrence import all_dates
from peerloop.series.rules import StaleSeries, Terms, checked

if TYPE_CHECKING:
    from peerloop.people.models import Member

DAY = timedelta(days=1)


@transaction.atomic
def change_from(series: Series, since: date, *, by: Member, version: int, terms: Terms) -> list[Told]:
    """Let the series go by ``terms`` from its date ``since`` on; return the dates that could not follow, and why.

    ``version``: the one that was looked at. What was skipped stays skipped, what was moved by itself stays where it
    was moved to. Raises ``StaleSeries``, ``ValidationError`` by field, ``PermissionDenied`` for who does not lead.
    """
    held, stretches, current = _opened(series, since, by=by, version=version)
    today = now().astimezone(ZoneInfo(current.zone)).date()
    terms = checked(replace(terms, zone=current.zone), today=today, kind=held.kind)
    earlier = [day for day, _stretch in all_dates(stretches) if day < since]
    if earlier and terms.starts_on <= earlier[-1]:
        raise ValidationError({"starts_on": _("The date before this one is later. Please choose a day after it.")})
    old = {day: stretch for day, stretch in all_dates(stretches) if day >= since}
    about = taking_part(held, since)
    kept = _cut(stretches, since)
    new = Stretch.objects.create(series=held, **asdict(terms))
    with as_one():
        told = adapt(held, old, new, by=by)
        told += make(held, [*kept, new], by=by)
    _changed(held)
    record("series.changed", actor=by, subject=held, about=about, since=str(terms.starts_on))
    return sorted(told)


@transaction.atomic
def end_series(series: Series, since: date, *, by: Member | None, version: int | None = None, word: str = "") -> None:
    """Let the date ``since`` and all that follow not be. ``by``: who leads, or None for the house itself.

    Raises as ``change_from`` does.
    """
    held, stretches, _current = _opened(series, since, by=by, version=version)
    about = taking_part(held, since)
    gone = held.occurrences.filter(date__gte=since).select_related("session__cancellation")
    with as_one():
        sessions = [one.session for one in gone if one.session and one.session.starts_at > now()]
        for session in sessions:
            if not hasattr(session, "cancellation"):
                cancel_session(session, by=in_name_of(session, by) if by else None, word=word)
    gone.delete()
    _cut(stretches, since, keep=1)
    _changed(held)
    record("series.ended", actor=by, subject=held, about=about, sessions=[one.pk for one in sessions], word=word)


def _opened(
    series: Series, since: date, *, by: Member | None, version: int | None
) -> tuple[Series, list[Stretch], Stretch]:
    """Return the series under its lock, its stretches, and the one that ``since``, a date to come, belongs to."""
    held = hold_series(series, by=by)
    if version is not None and held.version != version:
        raise StaleSeries
    stretches = list(held.stretches.order_by("starts_on"))
    current = dict(all_dates(stretches)).get(since)
    if current is None:
        raise ValidationError(_("The series has no such date any more."))
    if not to_come(since, current.local_time, current.zone):
        raise ValidationError(_("This date is over. Please choose one that is still to come."))
    return held, stretches, current


def _cut(stretches: list[Stretch], since: date, *, keep: int = 0) -> list[Stretch]:
    """Let nothing of the stretches be from ``since`` on; return those that stay.

    ``keep``: so many stay at least, though without a date, to say what the series was.
    """
    kept = [stretch for stretch in stretches if stretch.starts_on < since] or stretches[:keep]
    for stretch in stretches:
        if stretch not in kept:
            stretch.delete()
    if kept and (kept[-1].until is None or kept[-1].until >= since):
        kept[-1].until, kept[-1].times = since - DAY, None
        kept[-1].save(update_fields=["until", "times"])
    return kept


def _changed(series: Series) -> None:
    Series.objects.filter(pk=series.pk).update(version=F("version") + 1)
    series.refresh_from_db(fields=["version"])
