"""Somebody takes part in the rounds, or does no more."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.coffee.models import Joining
from peerloop.coffee.rules import a_day_to_come
from peerloop.journal.actions import record
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from datetime import date

    from peerloop.people.models import Member


@transaction.atomic
def join(
    member: Member,
    *,
    every: int = Joining.Every.SECOND_WEEK,
    books_itself: bool = False,
    snoozed_until: date | None = None,
) -> Joining:
    """Take part in the rounds from now on, or change how; ``snoozed_until``: not before that day.

    Raises ``ValidationError`` by field for a cadence there is not and a day that is past or beyond a year, and
    ``PermissionDenied`` for somebody who has left.
    """
    if member.departed_at is not None:
        raise PermissionDenied
    if every not in Joining.Every.values:
        raise ValidationError({"every": _("Please choose how often.")})
    if snoozed_until is not None:
        a_day_to_come(snoozed_until, today=now().astimezone(ZoneInfo(member.time_zone)).date())
    joining, new = Joining.objects.update_or_create(
        member=member, defaults={"every": every, "books_itself": books_itself, "snoozed_until": snoozed_until}
    )
    record("coffee.joined" if new else "coffee.changed", actor=member, subject=joining, about=[member.pk])
    return joining


@transaction.atomic
def leave(member: Member) -> None:
    """Take part no more; an hour that is booked stays booked. Who takes no part leaves nothing."""
    for joining in Joining.objects.filter(member=member):
        record("coffee.left", actor=member, subject=joining, about=[member.pk])
        joining.delete()
