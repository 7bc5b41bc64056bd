"""Join all dates of a series, or no more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.rules import require
from peerloop.schedule.actions import leave_session, stop_waiting
from peerloop.series.actions.making import Told, joined
from peerloop.series.locks import hold_series
from peerloop.series.models import Joining
from peerloop.series.queries import coming, series_seen_by
from peerloop.series.quiet import as_one
from peerloop.series.rules import leads

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.series.models import Series


@transaction.atomic
def join_series(series: Series, *, by: Member) -> list[Told]:
    """Join every coming date, or its waiting list; return the dates on which that was not possible, and why.

    Dates that are made later are joined, too. Twice is once. Raises ``ValidationError`` for who leads it,
    ``PermissionDenied`` for who does not see it.
    """
    held = hold_series(series, also=[by])
    require(series_seen_by(by).filter(pk=held.pk).exists())
    if leads(held, by):
        raise ValidationError(_("You lead this series."))
    _row, new = Joining.objects.get_or_create(series=held, member=by)
    told = []
    with as_one():
        for occurrence in coming(held, by):
            if occurrence.session and not occurrence.mine and not occurrence.waiting:
                why = joined(occurrence.session, by)
                told += [Told(occurrence.date, why)] if why else []
    if new:
        record("series.joined", actor=by, subject=held, about=[by.pk])
    return told


@transaction.atomic
def leave_series(series: Series, *, by: Member) -> None:
    """Take part in none of the coming dates, and in none that is made later. Who takes no part leaves nothing."""
    held = hold_series(series)
    gone, _tables = Joining.objects.filter(series=held, member=by).delete()
    left = 0
    with as_one():
        for occurrence in coming(held, by):
            if occurrence.session and occurrence.waiting:
                stop_waiting(occurrence.session, by=by)
            elif occurrence.session and occurrence.mine and not leads(held, by):
                leave_session(occurrence.session, by=by)
            else:
                continue
            left += 1
    if gone or left:
        record("series.left", actor=by, subject=held, about=[by.pk])
