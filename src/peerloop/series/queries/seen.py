"""Series as far as somebody may see them, and their dates as one reader meets them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Q

from peerloop.kit.clock import now
from peerloop.people.models import Block, Member
from peerloop.schedule.listing import told_one
from peerloop.schedule.models import Participation, Session, Waiting
from peerloop.schedule.queries import sessions_seen_by, taken_part_by
from peerloop.series.models import Joining, Occurrence, Series, Stretch
from peerloop.series.recurrence import all_dates
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.series.models import Skip


@dataclass(frozen=True)
class Date:
    """One date as its reader meets it.

    ``session``: where it is made and not skipped; ``mine``: they take part; ``waiting``: they wait for a place;
    ``left``: places that are left, None for as many as like. ``date`` stays where the session is moved.
    """

    pk: int
    date: dt.date
    session: Session | None
    skip: Skip | None
    mine: bool = False
    waiting: bool = False
    left: int | None = None
    moved: bool = False


class Standing(NamedTuple):
    """A series as it stands now: its words from here on, and its first date to come; None when it is over."""

    stretch: Stretch
    next: dt.date | None


def series_seen_by(reader: Member) -> QuerySet[Series]:
    """Series of who is here, less those that somebody leads who is blocked either way."""
    if reader.departed_at is not None:
        return Series.objects.none()
    blocked = Block.objects.filter(member=reader).values("other")
    blocking = Block.objects.filter(other=reader).values("member")
    seen = Series.objects.filter(lead__departed_at=None, lead__isnull=False)
    shut = Q(lead__in=blocked) | Q(lead__in=blocking) | Q(co_lead__in=blocked) | Q(co_lead__in=blocking)
    return seen.exclude(pk__in=Series.objects.filter(shut).values("pk")).select_related(
        "lead", "co_lead", "asked_lead", "skill"
    )


def series_led_by(reader: Member) -> QuerySet[Series]:
    """What the reader may change."""
    return series_seen_by(reader).filter(Q(lead=reader) | Q(co_lead=reader))


def occurrences_led_by(reader: Member) -> QuerySet[Occurrence]:
    """The dates of what the reader may change."""
    led = series_led_by(reader).values("pk")
    return Occurrence.objects.filter(series__in=led).select_related("series__lead", "series__co_lead", "session")


def joined_by(reader: Member) -> set[int]:
    """The ids of the series that the reader has joined as a whole."""
    return set(Joining.objects.filter(member=reader).values_list("series", flat=True))


def standing(stretches: Iterable[Stretch]) -> Standing:
    """Return how a series with these stretches stands: from its next date on, or as it was last."""
    ordered = sorted(stretches, key=lambda one: one.starts_on)
    today = now().date()
    for day, stretch in all_dates(ordered):
        if day >= today:
            return Standing(stretch, day)
    return Standing(ordered[-1], None)


def listed(reader: Member, *, kinds: Iterable[str], at_most: int = 60) -> list[tuple[Series, Standing]]:
    """Series of these kinds that go on, the next one first, in two queries."""
    rows = series_seen_by(reader).filter(kind__in=list(kinds)).prefetch_related("stretches").order_by("-pk")
    found = [(row, standing(row.stretches.all())) for row in rows[: at_most * 2]]
    going = [(row, stands) for row, stands in found if stands.next]
    return sorted(going, key=lambda one: (one[1].next, one[0].pk))[:at_most]


def coming(series: Series, reader: Member) -> list[Date]:
    """Dates made or skipped that are still to come, in order, as the reader meets them; in four queries."""
    not_made = Q(date__gte=now().date()) & (Q(session=None) | Q(skip__isnull=False))
    rows = Occurrence.objects.filter(not_made | Q(session__ends_at__gt=now()), series=series)
    occurrences = list(rows.select_related("session__cancellation", "skip").order_by("date"))
    ids = [one.session_id for one in occurrences if one.session_id]
    seen = set(sessions_seen_by(reader).filter(pk__in=ids).values_list("pk", flat=True))
    mine = set(Participation.objects.filter(session__in=ids, member=reader).values_list("session", flat=True))
    waiting = set(Waiting.objects.filter(session__in=ids, member=reader).values_list("session", flat=True))
    taken = _taken(ids)
    return [_as_met(one, seen, mine, waiting, taken) for one in occurrences]


def _as_met(row: Occurrence, seen: set[int], mine: set[int], waiting: set[int], taken: dict[int, int]) -> Date:
    skip = getattr(row, "skip", None)
    session = row.session if row.session and row.session_id in seen and not skip else None
    if session is None or hasattr(session, "cancellation"):
        return Date(row.pk, row.date, None, skip)
    left = None if session.capacity is None else max(session.capacity - taken.get(session.pk, 0), 0)
    moved = session.local_date != row.date
    return Date(row.pk, row.date, session, None, session.pk in mine, session.pk in waiting, left, moved)


def _taken(sessions: list[int]) -> dict[int, int]:
    """How many places are taken in each session, beside those who lead."""
    rows = Participation.objects.filter(session__in=sessions).exclude(part=Participation.Part.TEACHER)
    return dict(rows.values_list("session").annotate(Count("pk")))


def taking_part(series: Series, since: dt.date) -> list[int]:
    """The ids of who takes part or waits in a date from ``since`` on, or has joined the whole, less who leads."""
    made = Occurrence.objects.filter(series=series, date__gte=since, session__isnull=False).values("session")
    there = set(Participation.objects.filter(session__in=made).values_list("member", flat=True))
    there |= set(Waiting.objects.filter(session__in=made).values_list("member", flat=True))
    there |= set(Joining.objects.filter(series=series).values_list("member", flat=True))
    return sorted(there - {series.lead_id, series.co_lead_id})


def part_of(session: Session) -> Occurrence | None:
    """Return the date of a series that the session is, if it is one."""
    return Occurrence.objects.filter(session=session).select_related("series").first()


def for_calendar_of(series: Series, reader: Member) -> list[Session]:
    """The series' sessions in which the reader takes part, from today on, as a calendar file tells them."""
    made = Occurrence.objects.filter(series=series).values("session")
    mine = taken_part_by(reader).filter(pk__in=made, ends_at__gt=now(), cancellation=None)
    return list(told_one(mine, reader).order_by("starts_at", "pk"))


def terms_on(series: Series, day: dt.date) -> Terms | None:
    """Return how the series goes from its date ``day`` on, as a form begins with it; None where it has no such date.

    A number of times counts from there.
    """
    found = all_dates(series.stretches.all())
    stretch = dict(found).get(day)
    if stretch is None:
        return None
    rest = sum(other >= day and one.pk == stretch.pk for other, one in found)
    said = {field.name: getattr(stretch, field.name) for field in fields(Terms)}
    return Terms(**said | {"starts_on": day, "times": rest if stretch.times else None})
