"""What can be found of office hours: what they are about and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from peerloop.officehours.models import OfficeHour
from peerloop.officehours.queries import hours_seen_by
from peerloop.people.queries import seen_by
from peerloop.schedule.narrowing import between, met, on_weekday, to_come
from peerloop.search.kinds import Text, narrows, register
from peerloop.series.models import Occurrence, Stretch
from peerloop.series.queries import standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

OFFICE_HOUR = "officehour"


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the office hours that go on and whose host is here."""
    hours = OfficeHour.objects.filter(pk__in=ids, series__lead__departed_at=None).select_related("series__lead")
    stretches: dict[int, list[Stretch]] = {}
    for stretch in Stretch.objects.filter(series__in=[hour.series_id for hour in hours]):
        stretches.setdefault(stretch.series_id, []).append(stretch)
    texts = {}
    for hour in hours:
        stands = standing(stretches.get(hour.series_id, [])) if hour.series_id in stretches else None
        if stands and stands.next and hour.series.lead:
            body = f"{stands.stretch.about}\n{hour.series.lead.name}"
            texts[hour.pk] = Text(stands.stretch.title, body)
    return texts


def held_from(rows: QuerySet[OfficeHour], reader: Member, teams: Sequence[int]) -> QuerySet[OfficeHour]:
    """Those of somebody of the teams whom the reader sees."""
    return rows.filter(series__lead__in=seen_by(reader).filter(team__in=teams).values("pk"))


def held_between(rows: QuerySet[OfficeHour], reader: Member, span: tuple[datetime, datetime]) -> QuerySet[OfficeHour]:
    """Those of which a coming date is within the span."""
    return _held(rows, between(to_come(), reader, span))


def held_on_weekday(rows: QuerySet[OfficeHour], reader: Member, weekday: int) -> QuerySet[OfficeHour]:
    """Those of which a coming date is on the weekday, by the reader's clock."""
    return _held(rows, on_weekday(to_come(), reader, weekday))


def held_in_way(rows: QuerySet[OfficeHour], reader: Member, way: str) -> QuerySet[OfficeHour]:
    """Those to a coming date of which one can come in person, or online."""
    return _held(rows, met(to_come(), reader, way))


def _held(rows: QuerySet[OfficeHour], sessions: QuerySet[Session]) -> QuerySet[OfficeHour]:
    made = Occurrence.objects.filter(series=OuterRef("series"), session__in=sessions.values("pk"))
    return rows.filter(Exists(made))


register(OFFICE_HOUR, of=OfficeHour, seen_by=hours_seen_by, read=read)
narrows(OFFICE_HOUR, when=held_between, day=held_on_weekday, way=held_in_way, team=held_from)
