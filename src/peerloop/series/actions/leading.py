"""Whoever is asked to lead a series says yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import require
from peerloop.schedule.actions import join_session
from peerloop.schedule.models import Invitation, Participation
from peerloop.series.actions.making import Told
from peerloop.series.locks import hold_series
from peerloop.series.models import Joining, Series
from peerloop.series.queries import series_seen_by
from peerloop.series.quiet import as_one

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def lead_too(series: Series, *, by: Member) -> list[Told]:
    """Lead it from now on, on every coming date on which one is free; return the others, and why. Twice is once.

    Raises ``PermissionDenied`` for who was not asked, or does not see it any more, ``ValidationError`` where the
    question was taken back meanwhile.
    """
    held = _asked(series, by)
    if held.co_lead_id == by.pk:
        return []
    held.co_lead, held.asked_lead = by, None
    held.save(update_fields=["co_lead", "asked_lead"])
    Joining.objects.filter(series=held, member=by).delete()
    told = []
    made = held.occurrences.filter(session__starts_at__gt=now(), session__cancellation=None, skip=None)
    with as_one():
        for occurrence in made.select_related("session").order_by("date"):
            why = _led(occurrence.session, by) if occurrence.session else ""
            told += [Told(occurrence.date, why)] if why else []
    record("series.led_too", actor=by, subject=held, about=[one for one in (held.lead_id, by.pk) if one])
    return told


@transaction.atomic
def decline_lead(series: Series, *, by: Member) -> None:
    """Say no; raises as ``lead_too`` does."""
    held = _asked(series, by)
    if held.asked_lead_id == by.pk:
        held.asked_lead = None
        held.save(update_fields=["asked_lead"])
        record("series.lead_declined", actor=by, subject=held, about=[held.lead_id] if held.lead_id else [])


def _asked(series: Series, by: Member) -> Series:
    held = hold_series(series, also=[by])
    require(by.is_active and series_seen_by(by).filter(pk=held.pk).exists())
    if by.pk not in {held.asked_lead_id, held.co_lead_id}:
        require(series.asked_lead_id == by.pk)
        raise ValidationError(_("This is no longer asked."))
    return held


def _led(session: Session, by: Member) -> str:
    """Let the member lead the date, also where they had a place in it; return why not, empty where they do."""
    there = Participation.objects.filter(session=session, member=by)
    if there.update(part=Participation.Part.TEACHER):
        return ""
    try:
        with transaction.atomic():
            anew = {"to_lead": True, "answer": "", "answered_at": None, "at": now()}
            Invitation.objects.update_or_create(session=session, member=by, defaults=anew)
            join_session(session, by=by)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""
