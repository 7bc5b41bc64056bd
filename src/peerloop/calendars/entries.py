"""Read a calendar file in a process of its own: ``python -m peerloop.calendars.entries``, JSON in and out.

What stands in the file is somebody else's. It is read where neither the database nor a secret is at hand, with a
bounded time and memory, so that a file made to stall or to burst ends its own process and nothing else.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from recurring_ical_events import of

if TYPE_CHECKING:
    from collections.abc import Iterator

    Component = Any  # what the file says an entry is may be of any of thirty kinds

SECONDS, MEMORY = 20, 1024 * 1024 * 1024
MOST_ENTRIES, MOST_SPANS = 50_000, 20_000
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
FAULTS = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, IndexError)
"""What the libraries raise over what nobody should have written."""


class Unreadable(Exception):
    """The file says no hours; its word is a code: "page", "broken", "large"."""


def read(raw: bytes, *, zone: str, email: str, first: datetime, last: datetime) -> dict[str, Any]:
    """Return the spans that are taken between ``first`` and ``last``, with what could not be read.

    ``zone``: whose wall clock a time without a zone is on; ``email``: who declined what. Raises ``Unreadable``.
    """
    text = re.sub(r"\r*\n|\r", "\r\n", raw.decode("utf-8-sig", "replace").replace("\x00", "").lstrip())
    if "BEGIN:VCALENDAR" not in text[:1000].upper():
        raise Unreadable("page")
    if text.upper().count("BEGIN:V") > MOST_ENTRIES:
        raise Unreadable("large")
    try:
        books = Calendar.from_ical(text, multiple=True)
    except FAULTS as fault:
        raise Unreadable("broken") from fault
    if not books:
        raise Unreadable("broken")
    house, spans, left_out = ZoneInfo(zone), [], 0
    for book in books:
        left_out += _tamed(book)
        entries, lost = _occurrences(book, first, last)
        left_out += lost
        spans += [span for entry in entries if (span := _taken(entry, house, email))]
        spans += _free_busy(book)
    if len(spans) > MOST_SPANS:
        raise Unreadable("large")
    told = [(*(moment.astimezone(UTC).isoformat() for moment in span), uid) for *span, uid in spans]
    return {"spans": told, "left_out": left_out, "zones": _unknown_zones(text)}


def _tamed(book: Component) -> int:
    """Take entries out that say they repeat by the hour or quicker; return how many and how many more lack a time."""
    kept, events = [], 0
    for part in book.subcomponents:
        rules = part.get("RRULE", []) if part.name == "VEVENT" else []
        often = [str(one) for rule in (rules if isinstance(rules, list) else [rules]) for one in rule.get("FREQ", [])]
        if TOO_OFTEN.isdisjoint(often) and (part.name != "VEVENT" or "DTSTART" in part):
            kept.append(part)
        else:
            events += 1
    book.subcomponents = kept
    return events


def _occurrences(book: Component, first: datetime, last: datetime) -> tuple[list[Component], int]:
    """Return what happens then; where an entry cannot be reckoned with, all but that one, and how many those are."""
    try:
        return list(of(book).between(first, last)), 0
    except FAULTS:
        found: list[Component] = []
        lost = 0
        for entries in _by_uid(book):
            part = Calendar()
            part.subcomponents = [one for one in book.subcomponents if one.name == "VTIMEZONE"] + entries
            try:
                found += of(part).between(first, last)
            except FAULTS:
                lost += 1
        return found, lost


def _by_uid(book: Component) -> list[list[Component]]:
    together: dict[str, list[Component]] = {}
    for number, part in enumerate(book.subcomponents):
        if part.name == "VEVENT":
            together.setdefault(str(part.get("UID", number)), []).append(part)
    return list(together.values())


def _taken(entry: Component, house: ZoneInfo, email: str) -> tuple[datetime, datetime, str] | None:
    """Return from when to when an entry takes its owner's time, and its UID; None where it takes none."""
    told = {name: str(entry.get(name, "")).strip().upper() for name in ("STATUS", "TRANSP")}
    if told["STATUS"] == "CANCELLED" or told["TRANSP"] == "TRANSPARENT":
        return None
    if str(entry.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).strip().upper() in FREE or _declined(entry, email):
        return None
    start, end = _moment(entry["DTSTART"].dt, house), _moment(entry["DTEND"].dt, house)
    return (start, end, str(entry.get("UID", ""))[:200]) if start < end else None


def _declined(entry: Component, email: str) -> bool:
    asked = entry.get("ATTENDEE", [])
    return any(
        str(one).lower() == f"mailto:{email}" and str(getattr(one, "params", {}).get("PARTSTAT", "")) == "DECLINED"
        for one in (asked if isinstance(asked, list) else [asked])
    )


def _moment(said: date | datetime, house: ZoneInfo) -> datetime:
    """Return an instant: a day begins at the owner's midnight, a time without a zone is on the owner's wall."""
    if not isinstance(said, datetime):
        said = datetime.combine(said, time.min)
    return said if said.tzinfo else said.replace(tzinfo=house)


def _free_busy(book: Component) -> Iterator[tuple[datetime, datetime, str]]:
    """Yield what a free/busy answer (RFC 5545 §3.6.4) says is taken."""
    for part in book.walk("VFREEBUSY"):
        periods = part.get("FREEBUSY", [])
        for period in periods if isinstance(periods, list) else [periods]:
            kind = str(getattr(period, "params", {}).get("FBTYPE", "BUSY")).upper()
            for start, until in ((one.start, one.end) for one in getattr(period, "dts", [period])):
                if kind != "FREE" and start.tzinfo and timedelta(0) < until - start:
                    yield start, until, ""


def _unknown_zones(text: str) -> list[str]:
    """Return the zones that entries name and nobody knows: their times were read as on the owner's wall."""
    from icalendar import timezone

    unfolded = re.sub(r"\r\n[ \t]", "", text)
    own = set(re.findall(r"(?im)^TZID(?:;[^:\r\n]*)?:([^\r\n]+)", unfolded))
    named = {one.strip('"') for one in re.findall(r'(?im)^[A-Z-]+[^:\r\n"]*;TZID=("[^"\r\n]*"|[^:;\r\n"]*)', unfolded)}
    return sorted(one[:60] for one in named - own if one and timezone.tzp.timezone(one) is None)[:3]


def main() -> None:
    """Read a line of JSON and a file from standard input; write JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    said = json.loads(sys.stdin.buffer.readline())
    when = {name: datetime.fromisoformat(said[name]) for name in ("first", "last")}
    try:
        answer = read(sys.stdin.buffer.read(), zone=said["zone"], email=said["email"], **when)
    except Unreadable as fault:
        answer = {"fault": str(fault)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
