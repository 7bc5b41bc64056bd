"""The sessions that are there already follow what the series is from now on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from peerloop.kit.clock import now
from peerloop.schedule.actions import cancel_session, change_session, move_session
from peerloop.series.actions.making import Told, in_name_of
from peerloop.series.recurrence import dates, paired

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session
    from peerloop.series.models import Occurrence, Series, Stretch

ASIDE = date.min


def adapt(series: Series, old: Mapping[date, Stretch], new: Stretch, *, by: Member) -> list[Told]:
    """Let the occurrences of the ``old`` dates follow the ``new`` stretch; return which could not, and why.

    Who has joined a date keeps a place in what it becomes; what becomes nothing is cancelled.
    """
    rows = {row.date: row for row in series.occurrences.filter(date__in=list(old)).select_related("session")}
    follows = paired(list(old), dates(new))
    told: list[Told] = []
    for day in [day for day in rows if day not in follows]:
        _drop(rows.pop(day), by)
    ordered = sorted(rows.items())
    for number, (_day, row) in enumerate(ordered):  # out of the way first: two must not share a date in between
        row.date = ASIDE + timedelta(days=number)
        row.save(update_fields=["date"])
    for day, row in ordered:
        row.date = follows[day]
        row.save(update_fields=["date"])
        if row.session and _lives(row.session):
            told += _follow(row, old[day], day, new, by)
    return told


def _follow(row: Occurrence, before: Stretch, day: date, new: Stretch, by: Member) -> list[Told]:
    """Describe, place and move the session; where somebody has something then it stays at its old time."""
    session: Session = row.session  # type: ignore[assignment]
    told = []
    try:
        with transaction.atomic():
            session = change_session(
                session,
                by=in_name_of(session, by),
                sequence=session.sequence,
                title=new.title,
                about=new.about,
                capacity=new.capacity,
                place=new.place,
                link=new.link,
            )
    except ValidationError as refused:  # fewer places than are taken
        told.append(Told(row.date, " ".join(refused.messages)))
    at = (session.local_date, session.local_time, session.minutes)
    by_itself = at[:2] != (day, before.local_time)
    meant = (session.local_date, session.local_time) if by_itself else (row.date, new.local_time)
    if at == (*meant, new.minutes):
        return told
    try:
        with transaction.atomic():
            move_session(
                session,
                by=in_name_of(session, by),
                local_date=meant[0],
                local_time=meant[1],
                minutes=new.minutes,
                sequence=session.sequence,
            )
    except ValidationError as refused:
        told.append(Told(row.date, " ".join(refused.messages)))
    return told


def _drop(row: Occurrence, by: Member) -> None:
    if row.session and _lives(row.session):
        cancel_session(row.session, by=in_name_of(row.session, by))
    row.delete()


def _lives(session: Session) -> bool:
    return session.starts_at > now() and not hasattr(session, "cancellation")
