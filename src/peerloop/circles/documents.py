"""What can be found of circles: those that are running; the guard shows private and hidden ones to who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from peerloop.circles.models import Circle, Meeting
from peerloop.circles.queries import circles_seen_by
from peerloop.schedule.narrowing import between, on_weekday, to_come
from peerloop.search.kinds import Text, narrows, register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the circles that are running."""
    rows = Circle.objects.filter(pk__in=ids, closing=None).select_related("skill")
    return {row.pk: Text(row.title, f"{row.skill.name if row.skill else ''}\n{row.goal}".strip()) for row in rows}


def about(rows: QuerySet[Circle], reader: Member, skill: int) -> QuerySet[Circle]:
    """Those about the skill."""
    return rows.filter(skill=skill)


def meeting_between(rows: QuerySet[Circle], reader: Member, span: tuple[datetime, datetime]) -> QuerySet[Circle]:
    """Those that meet, from now on, within the span."""
    return _meeting(rows, between(to_come(), reader, span))


def meeting_on_weekday(rows: QuerySet[Circle], reader: Member, weekday: int) -> QuerySet[Circle]:
    """Those of whose coming meetings one is on the weekday, by the reader's clock."""
    return _meeting(rows, on_weekday(to_come(), reader, weekday))


def _meeting(rows: QuerySet[Circle], sessions: QuerySet[Session]) -> QuerySet[Circle]:
    return rows.filter(Exists(Meeting.objects.filter(circle=OuterRef("pk"), session__in=sessions.values("pk"))))


register("circle", of=Circle, seen_by=circles_seen_by, read=read)
narrows("circle", skill=about, when=meeting_between, day=meeting_on_weekday)
