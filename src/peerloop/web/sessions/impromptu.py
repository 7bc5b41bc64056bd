"""From an idea to an invitation: whom to meet, and the next hours at which all of them are free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.matchmaking.hours import MINUTES, common_hours
from peerloop.schedule.met import near
from peerloop.schedule.particulars import LONGEST_TITLE

if TYPE_CHECKING:
    from peerloop.people.models import Member

SUGGESTED, HOURS = 8, 4
SOONEST = timedelta(minutes=10)


class ImpromptuForm(forms.Form):
    """What about, where, and sending all the same; whom and when stand ready beside it."""

    title = forms.CharField(label=_("What about?"), max_length=LONGEST_TITLE)
    link = forms.CharField(label=_("Link"), required=False, max_length=200, widget=forms.URLInput())
    place = forms.CharField(label=_("Place"), required=False, max_length=120)
    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


@dataclass(frozen=True)
class Ready:
    """Whom one may tick, who is ticked, and the next hours, by the reader's clock, when all of these are free."""

    people: list[Member]
    ticked: set[int]
    hours: list[datetime]


def ready(reader: Member, ticked: list[int] | None, now: datetime) -> Ready:
    """Return what stands ready; where nobody is ticked yet (None), whoever was met last is."""
    people = near(reader, at_most=SUGGESTED, besides=ticked or [])
    chosen = {member.pk for member in people[:1]} if ticked is None else set(ticked)
    chosen &= {member.pk for member in people}
    hours = next_hours([reader, *(one for one in people if one.pk in chosen)], now) if chosen else []
    return Ready(people, chosen, hours)


def next_hours(members: list[Member], now: datetime) -> list[datetime]:
    """Return the next moments at which all are free for half an hour, by the clock of the first."""
    zone = ZoneInfo(members[0].time_zone)
    free = sorted(common_hours(members, after=now + SOONEST, weeks=2))
    return [moment.astimezone(zone) for moment in free[:HOURS]]


__all__ = ["MINUTES", "ImpromptuForm", "Ready", "next_hours", "ready"]
