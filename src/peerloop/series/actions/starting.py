"""Set up a series; go on making its sessions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import blocked, require
from peerloop.schedule.models import Session
from peerloop.series.actions.making import Told, make, weeks_filled
from peerloop.series.locks import hold_series
from peerloop.series.models import Series, Stretch
from peerloop.series.quiet import as_one
from peerloop.series.rules import REFILL, Terms, checked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@dataclass(frozen=True)
class Made:
    """A series, and which of its dates could not be as they were meant to be."""

    series: Series
    told: list[Told]


@transaction.atomic
def start_series(
    *,
    by: Member,
    kind: str,
    terms: Terms,
    skill: Skill | None = None,
    co_lead: Member | None = None,
    without: Iterable[date] = (),
) -> Made:
    """Set up a series that ``by`` leads, make its sessions for the coming weeks, and say which dates clash.

    ``co_lead`` is asked to lead it, too, and does once they say yes: see ``lead_too``. ``without``: dates to leave
    out. Raises ``ValidationError`` by field, ``PermissionDenied`` for who has left.
    """
    require(by.departed_at is None)
    if kind not in Session.Kind.values:
        raise ValidationError({"kind": _("Please choose what kind of session it is.")})
    terms = checked(terms, today=now().astimezone(_zone(terms.zone)).date(), kind=kind)
    if co_lead is not None and (co_lead == by or co_lead.departed_at is not None or blocked(by, co_lead)):
        raise ValidationError({"co_lead": _("Please choose another colleague who is here.")})
    series = Series.objects.create(kind=kind, skill=skill, lead=by, asked_lead=co_lead)
    stretch = Stretch.objects.create(series=series, **asdict(terms))
    with as_one():
        told = make(series, [stretch], by=by, without=frozenset(without))
    record("series.started", actor=by, subject=series, about=[by.pk])
    if co_lead is not None:
        record("series.asked_to_lead", actor=by, subject=series, about=[co_lead.pk])
    return Made(series, told)


def prolong_all() -> int:
    """Make more sessions where fewer than six weeks of them are left; return of how many series. Twice is once."""
    open_ = Series.objects.filter(lead__departed_at=None, lead__isnull=False).order_by("pk")
    return sum(prolong(series) for series in open_)


@transaction.atomic
def prolong(series: Series) -> bool:
    """Make the sessions up to the horizon, if it is time; whether any were made."""
    held = hold_series(series)
    if weeks_filled(held) >= REFILL:
        return False
    before = set(held.occurrences.values_list("pk", flat=True))
    with as_one():
        make(held, held.stretches.all(), by=held.lead)
    made = held.occurrences.exclude(pk__in=before).filter(session__isnull=False)
    sessions = list(made.order_by("date").values_list("session", flat=True))
    if sessions:
        about = list(held.joinings.values_list("member", flat=True))
        record("series.prolonged", actor=None, subject=held, about=about, sessions=sessions)
    return bool(sessions)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as wrong:
        raise ValidationError({"zone": _("This time zone is not known.")}) from wrong
