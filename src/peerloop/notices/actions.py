"""What a member decides about mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.notices.models import QuietHours, Silence

if TYPE_CHECKING:
    from datetime import time

    from peerloop.people.models import Member


@transaction.atomic
def silence(member: Member, kind: str) -> None:
    """Send the member no more mail of this kind; doing it twice is doing it once."""
    row, new = Silence.objects.get_or_create(member=member, kind=kind)
    if new:
        record("notice.silenced", actor=member, subject=row, about=[member.pk])


@transaction.atomic
def hear(member: Member, kind: str) -> None:
    """Send mail of this kind again."""
    for row in Silence.objects.filter(member=member, kind=kind):
        record("notice.heard", actor=member, subject=row, about=[member.pk])
        row.delete()


@transaction.atomic
def keep_quiet(member: Member, *, starts: time, ends: time) -> None:
    """Set the hours, in the member's own zone, in which no mail is sent."""
    if starts == ends:
        raise ValidationError({"ends": _("Choose another end: a whole day of quiet would hold back every mail.")})
    row, _new = QuietHours.objects.update_or_create(member=member, defaults={"starts": starts, "ends": ends})
    record("notice.quieted", actor=member, subject=row, about=[member.pk])
