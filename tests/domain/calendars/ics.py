"""Calendar files as other programs write them."""

from __future__ import annotations


def ics(*events: str, head: str = "") -> bytes:
    """Return a calendar of the events, each given as its lines."""
    body = "\n".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events)
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//another//EN\n{head}{body}\nEND:VCALENDAR\n"
    return whole.replace("\n", "\r\n").encode()


def event(start: str, end: str, *more: str, uid: str = "1@else") -> str:
    """Return an event from ``DTSTART`` to ``DTEND`` as they stand in the file (":20261124T090000Z")."""
    return "\n".join([f"UID:{uid}", f"DTSTART{start}", f"DTEND{end}", "SUMMARY:Dentist", *more])
