"""Leave out dates, for a holiday or for once; and bring one back, there or at another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.models import Participation
from peerloop.schedule.words import a_word
from peerloop.series.actions.making import Told, announced, in_name_of, joined, to_come
from peerloop.series.locks import hold_series
from peerloop.series.models import Occurrence, Skip
from peerloop.series.quiet import as_one
from peerloop.series.recurrence import all_dates

if TYPE_CHECKING:
    from datetime import date, time

    from peerloop.people.models import Member
    from peerloop.series.models import Series


@transaction.atomic
def skip_days(series: Series, *, by: Member, first: date, last: date, word: str = "") -> list[date]:
    """Leave out the dates from ``first`` to ``last``, both inclusive, and return them; those skipped stay skipped.

    Who takes part is told of each session that is cancelled. Raises ``ValidationError`` where the last day comes
    before the first or no date to come lies between, ``PermissionDenied`` for who does not lead.
    """
    held = hold_series(series, by=by)
    said = a_word(word)
    if last < first:
        raise ValidationError({"last": _("The last day comes before the first one.")})
    days = [
        day
        for day, stretch in all_dates(held.stretches.all())
        if first <= day <= last and to_come(day, stretch.local_time, stretch.zone)
    ]
    if not days:
        raise ValidationError({"first": _("The series has no date to come in these days.")})
    for day in days:
        occurrence, _new = Occurrence.objects.select_related("session__cancellation").get_or_create(
            series=held, date=day
        )
        Skip.objects.get_or_create(occurrence=occurrence, defaults={"by": by, "word": said})
        session = occurrence.session
        if session is not None and not hasattr(session, "cancellation"):
            cancel_session(session, by=in_name_of(session, by), word=said)
    record("series.skipped", actor=by, subject=held, about=[by.pk], days=[str(day) for day in days])
    return days


@transaction.atomic
def bring_back(occurrence: Occurrence, *, by: Member, at: tuple[date, time] | None = None) -> list[Told]:
    """Let a skipped date be after all, with whoever was to come; return why not, where it still clashes.

    ``at``: at another day and time of the same zone. One that is not skipped is left alone. Raises
    ``ValidationError`` for a time that is over, ``PermissionDenied`` for who does not lead.
    """
    held = hold_series(occurrence.series, by=by)
    row = Occurrence.objects.select_related("session", "skip").filter(pk=occurrence.pk, series=held).first()
    if row is None or not hasattr(row, "skip"):
        return []
    stretch = dict(all_dates(held.stretches.all())).get(row.date)
    if stretch is None:
        raise ValidationError(_("The series has no such date any more."))
    day, clock = at or (row.date, stretch.local_time)
    if not to_come(day, clock, stretch.zone):
        raise ValidationError(_("This time is over. Please choose one that is still to come."))
    before = row.session
    with as_one():
        told = announced(held, stretch, row, by=by, at=(day, clock, stretch.zone))
        if told:
            return told
        Skip.objects.filter(occurrence=row).delete()
        session = row.session
        if before and session:
            for one in Participation.objects.filter(session=before).select_related("member").order_by("pk"):
                if one.part != Participation.Part.TEACHER:
                    joined(session, one.member)
    about = Participation.objects.filter(session=row.session).values_list("member", flat=True)
    record("series.restored", actor=by, subject=held, about=about, session=row.session_id)
    return []
