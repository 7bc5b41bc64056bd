"""Days away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.models import Absence, Member

if TYPE_CHECKING:
    from datetime import date

LONGEST_DAYS = 3 * 366
MOST = 60


@transaction.atomic
def add_absence(member: Member, *, starts_on: date, ends_on: date) -> Absence:
    """Note that the member is away from ``starts_on`` to ``ends_on``, both included, in their own zone.

    The same days twice are one absence. Raises ``ValidationError`` at ``ends_on`` where the days do not fit.
    """
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day comes before the first.")})
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise ValidationError({"ends_on": _("An absence may last three years at most.")})
    if member.absences.count() >= MOST:
        raise ValidationError(_("You have noted many absences already. Please remove old ones first."))
    absence, new = Absence.objects.get_or_create(member=member, starts_on=starts_on, ends_on=ends_on)
    if new:
        record("absence.added", actor=member, subject=absence, about=[member.pk])
    return absence


@transaction.atomic
def remove_absence(absence: Absence) -> None:
    """Take an absence back; its member is here on these days after all."""
    record("absence.removed", actor=absence.member, subject=absence, about=[absence.member_id])
    absence.delete()
