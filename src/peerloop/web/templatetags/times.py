"""Times as the reader lives them, with the other side's beside; built in, so that no page loads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.timezone import get_current_timezone, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peerloop.web.templatetags.shown import first_name

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from peerloop.people.models import Member

register = template.Library()


def _zone(zone: str | tzinfo | None) -> tzinfo:
    """Return the zone meant; none means the reader's."""
    return ZoneInfo(zone) if isinstance(zone, str) and zone else zone or get_current_timezone()


def day_of(moment: datetime) -> str:
    """Return the day as one says it: today, tomorrow, yesterday, a weekday within six days, else with its date."""
    today = now().astimezone(moment.tzinfo).date()
    days = (moment.date() - today).days
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    if days in near:
        return near[days]
    if 1 < days < 7:
        return date_format(moment, "D")
    return date_format(moment, "D j M" if moment.year == today.year else "D j M Y")


def clock_of(moment: datetime) -> str:
    """Return the time of day."""
    return time_format(moment.time(), "H:i")


def _time(moment: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), text)


@register.simple_tag
def local(moment: datetime | None, zone: str | tzinfo | None = None, style: str = "") -> SafeString | str:
    """Write a moment in ``zone`` (else the reader's): day and time; ``style`` "day" or "clock" writes one of them."""
    if moment is None:
        return ""
    there = _zone(zone)
    return _written(moment, there, style, now().astimezone(there).date(), get_language())


@lru_cache(maxsize=4096)
def _written(moment: datetime, zone: tzinfo, style: str, _today: date, _language: str | None) -> SafeString:
    """Write it, and remember how: a page that is read often has the same moments all day."""
    there = moment.astimezone(zone)
    if style == "day":
        return _time(there, day_of(there))
    if style == "clock":
        return _time(there, clock_of(there))
    return _time(there, _("%(day)s %(time)s") % {"day": day_of(there), "time": clock_of(there)})


@register.simple_tag
def span(
    start: datetime, end: datetime | None = None, minutes: int | str = "", zone: str | tzinfo | None = None
) -> SafeString:
    """Write from when to when, in ``zone`` (else the reader's); the end is given or follows from ``minutes``."""
    there = start.astimezone(_zone(zone))
    until = end or (start + timedelta(minutes=int(minutes)) if minutes else None)
    if until is None:
        return _time(there, _("%(day)s %(time)s") % {"day": day_of(there), "time": clock_of(there)})
    words = {"day": day_of(there), "start": clock_of(there), "end": clock_of(until.astimezone(there.tzinfo))}
    return _time(there, _("%(day)s %(start)s–%(end)s") % words)


@register.simple_tag
def theirs(start: datetime, other: Member, place: str = "") -> SafeString | str:
    """Say what time it is for ``other``, with the day where it differs; nothing where both have the same time."""
    here, there = start.astimezone(get_current_timezone()), start.astimezone(ZoneInfo(other.time_zone))
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return ""
    clock = clock_of(there)
    if here.date() != there.date():
        clock = _("%(day)s %(time)s") % {"day": date_format(there, "D"), "time": clock}
    words = {"time": clock, "name": first_name(other.name), "place": place}
    said = _("%(time)s for %(name)s, in %(place)s") if place else _("%(time)s for %(name)s")
    return format_html("<small>{}</small>", said % words)
