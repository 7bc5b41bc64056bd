"""Who led a series has left: it goes on with who led beside them, or ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.series.actions.changing import end_series
from peerloop.series.actions.making import to_come
from peerloop.series.locks import hold_series
from peerloop.series.recurrence import all_dates

if TYPE_CHECKING:
    from peerloop.series.models import Series


@transaction.atomic
def pass_on(series: Series) -> None:
    """Let the series go on under its co-leader, or end where there is none; nothing where its leader is here."""
    held = hold_series(series)
    if held.asked_lead is not None and held.asked_lead.departed_at is not None:
        held.asked_lead = None
        held.save(update_fields=["asked_lead"])
    if held.co_lead is not None and held.co_lead.departed_at is not None:
        held.co_lead = None
        held.save(update_fields=["co_lead"])
    if held.lead is not None and held.lead.departed_at is None:
        return
    if held.co_lead is not None:
        held.lead, held.co_lead = held.co_lead, None
        held.save(update_fields=["lead", "co_lead"])
        record("series.passed", actor=None, subject=held, about=[held.lead.pk])
        return
    rest = [day for day, one in all_dates(held.stretches.all()) if to_come(day, one.local_time, one.zone)]
    if rest:
        end_series(held, rest[0], by=None)
