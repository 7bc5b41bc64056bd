"""Shutting the door on somebody, and opening it again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.models import Block, Member


@transaction.atomic
def block(member: Member, other: Member) -> None:
    """Let neither see, find nor ask the other; the other is not told. The entry's subject is the other."""
    if member.pk == other.pk:
        raise ValidationError(_("This is you."))
    _row, new = Block.objects.get_or_create(member=member, other=other)
    if new:
        record("member.blocked", actor=member, subject=other, about=[member.pk])


@transaction.atomic
def unblock(member: Member, other: Member) -> None:
    """Take the member's block of ``other`` back."""
    gone, _rows = Block.objects.filter(member=member, other=other).delete()
    if gone:
        record("member.unblocked", actor=member, subject=other, about=[member.pk])
