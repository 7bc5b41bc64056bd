"""Offer an hour that comes again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.officehours.models import OfficeHour
from peerloop.officehours.rules import SLOTS
from peerloop.schedule.models import Session
from peerloop.search.actions import index
from peerloop.series.actions import Told, start_series

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peerloop.people.models import Member
    from peerloop.series.rules import Terms


@transaction.atomic
def offer_hour(*, by: Member, terms: Terms, slot: int, without: Iterable[date] = ()) -> tuple[OfficeHour, list[Told]]:
    """Let ``by`` be there for whoever comes, at these times; return the hour, and which dates clash.

    ``slot``: the minutes that one visit takes as a rule. Raises ``ValidationError`` by field.
    """
    if slot not in SLOTS:
        raise ValidationError({"slot": _("Please choose how long one visit takes.")})
    made = start_series(by=by, kind=Session.Kind.OFFICE_HOURS, terms=terms, without=without)
    hour = OfficeHour.objects.create(series=made.series, slot=slot)
    index("officehour", [hour.pk])
    record("officehour.offered", actor=by, subject=hour, about=[by.pk])
    return hour, made.told
