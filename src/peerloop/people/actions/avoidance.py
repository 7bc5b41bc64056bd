"""Rather not: a member's private list. The journal keeps no lasting trace of whom it names."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.actions.blocking import hold_both
from peerloop.people.models import Avoidance, Member


@transaction.atomic
def avoid(member: Member, other: Member) -> None:
    """Never bring ``member`` together with ``other``; nobody else learns of it."""
    if member.pk == other.pk:
        raise ValidationError(_("This is you."))
    hold_both(member, other)
    _row, new = Avoidance.objects.get_or_create(member=member, other=other)
    if new:
        record("member.avoided", actor=member, subject=member, about=[member.pk], other=other.pk)


@transaction.atomic
def stop_avoiding(member: Member, other: Member) -> None:
    """Take ``other`` off the member's private list."""
    gone, _rows = Avoidance.objects.filter(member=member, other=other).delete()
    if gone:
        record("member.unavoided", actor=member, subject=member, about=[member.pk], other=other.pk)
