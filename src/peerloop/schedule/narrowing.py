"""What keeps some sessions: those of a time, of a weekday, in person or online, at a place, led from a team.

Each takes the rows that a reader sees, the reader and a value. Rooms whose things meet in sessions ask it of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractIsoWeekDay

from peerloop.kit.clock import now
from peerloop.kit.text import key
from peerloop.people.queries import seen_by
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.queries import sessions_seen_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member

Way = Session.Way


def about(rows: QuerySet[Session], reader: Member, skill: int) -> QuerySet[Session]:
    """Those about the skill."""
    return rows.filter(skill=skill)


def between(rows: QuerySet[Session], reader: Member, span: tuple[datetime, datetime]) -> QuerySet[Session]:
    """Those that begin within the span."""
    return rows.filter(starts_at__range=span)


def on_weekday(rows: QuerySet[Session], reader: Member, weekday: int) -> QuerySet[Session]:
    """Those that begin on the weekday (Monday is 1) by the reader's clock."""
    theirs = ExtractIsoWeekDay("starts_at", tzinfo=ZoneInfo(reader.time_zone))
    return rows.alias(weekday=theirs).filter(weekday=weekday)


def met(rows: QuerySet[Session], reader: Member, way: str) -> QuerySet[Session]:
    """Those to which one can come in person, or online; where nothing else is said a place or a link says it."""
    unsaid = ~Q(place="") if way == Way.IN_PERSON else ~Q(link="")
    return rows.filter(Q(way__in=(way, Way.HYBRID)) | Q(way="") & unsaid)


def at_places(rows: QuerySet[Session], reader: Member, places: Sequence[str]) -> QuerySet[Session]:
    """Those at one of the places."""
    return rows.filter(place__in=places)


def led_from(rows: QuerySet[Session], reader: Member, teams: Sequence[int]) -> QuerySet[Session]:
    """Those led by somebody of the teams whom the reader sees."""
    there = seen_by(reader).filter(team__in=teams).values("pk")
    led = Participation.objects.filter(session=OuterRef("pk"), part=Participation.Part.TEACHER, member__in=there)
    return rows.filter(Exists(led))


def to_come() -> QuerySet[Session]:
    """Sessions that are neither over nor cancelled, for things that one sees with the hours at which they meet."""
    return Session.objects.filter(ends_at__gt=now(), cancellation=None)


def meeting_places_called(reader: Member, text: str) -> list[str]:
    """Return the places of sessions to come that the reader sees in whose names it stands, as they are written."""
    sought = key(text)
    seen = sessions_seen_by(reader).filter(ends_at__gt=now(), cancellation=None).exclude(place="")
    written = seen.order_by("place").values_list("place", flat=True).distinct()
    return [place for place in written if sought and sought in key(place)]
