"""From an address to taken hours: fetched safely, read in a process of its own, ours left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.calendars.rules import kept_here, merged
from peerloop.kit.outside import NotFetched, fetch

if TYPE_CHECKING:
    from peerloop.calendars.rules import Span
    from peerloop.people.models import Member

MOST, SECONDS = 8 * 1024 * 1024, 20.0
READING = 30
SOURCE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Hours:
    """When somebody is taken, in order, and what could not be read, in words."""

    spans: list[Span]
    note: str


def fetched(address: str) -> bytes:
    """Return what stands at the address; raises ``NotFetched``."""
    return fetch(address, most=MOST, seconds=SECONDS, inside=settings.CALENDAR_HOSTS)


def hours_in(raw: bytes, member: Member, *, first: datetime, last: datetime) -> Hours:
    """Return when the member is taken by a calendar file; raises ``NotFetched`` with why it cannot be read."""
    said = {"zone": member.time_zone, "email": member.email, "first": first.isoformat(), "last": last.isoformat()}
    answer = _apart(json.dumps(said).encode() + b"\n" + raw)
    if fault := answer.get("fault"):
        raise NotFetched(_words(fault))
    ours = _ours({uid for _start, _end, uid in answer["spans"] if uid})
    spans = [
        (datetime.fromisoformat(start), datetime.fromisoformat(end))
        for start, end, uid in answer["spans"]
        if uid not in ours
    ]
    return Hours(merged(spans, first=first, last=last), _note(answer, member))


def _apart(told: bytes) -> dict[str, Any]:
    """Let a process that knows nothing of the house read; one that stalls or bursts says ``heavy``."""
    environment = {"PYTHONPATH": str(SOURCE), "PATH": os.environ.get("PATH", "")}
    command = [sys.executable, "-P", "-m", "peerloop.calendars.entries"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter with our own words
            command, input=told, env=environment, capture_output=True, timeout=READING, check=True
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {"fault": "heavy"}
    return answer


def _ours(uids: set[str]) -> set[str]:
    return {uid for known in kept_here for uid in known(uids)}


def _words(fault: str) -> str:
    if fault == "page":
        return _(
            "What stands there is no calendar. Did you copy the address of a page? Your calendar has another one, "
            "“in iCal format” or “ICS”."
        )
    if fault == "large":
        return _("It has too many entries to be read. Does it repeat something without end? A smaller calendar helps.")
    if fault == "heavy":
        return _("It took too long to read: something in it repeats too often.")
    return _("The calendar is damaged and cannot be read. Your calendar program can make the address anew.")


def _note(answer: dict[str, Any], member: Member) -> str:
    told = []
    if left_out := answer["left_out"]:
        words = ngettext(
            "%(count)s entry could not be read and was left out.",
            "%(count)s entries could not be read and were left out.",
            left_out,
        )
        told.append(words % {"count": left_out})
    for zone in answer["zones"]:
        words = _("The time zone “%(zone)s” in it is not known; its times were read as in %(yours)s.")
        told.append(words % {"zone": zone, "yours": member.time_zone})
    return " ".join(told)[:300]
