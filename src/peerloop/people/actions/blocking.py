"""Shutting the door on somebody, and opening it again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.departing import hold_what_is_theirs
from peerloop.people.models import Block, Member


@transaction.atomic
def block(member: Member, other: Member) -> None:
    """Let neither see, find nor ask the other; the other is not told. The entry's subject is the other."""
    if member.pk == other.pk:
        raise ValidationError(_("This is you."))
    hold_what_is_theirs(member, other)
    hold_both(member, other)
    _row, new = Block.objects.get_or_create(member=member, other=other)
    if new:
        record("member.blocked", actor=member, subject=other, about=[member.pk])


@transaction.atomic
def unblock(member: Member, other: Member) -> None:
    """Take the member's block of ``other`` back."""
    gone, _rows = Block.objects.filter(member=member, other=other).delete()
    if gone:
        record("member.unblocked", actor=member, subject=other, about=[member.pk])


def hold_both(member: Member, other: Member) -> None:
    """Lock the two until the transaction ends, as whoever brings two together does.

    Without it, what is agreed at the same moment would stand: neither would see the other's row.
    """
    list(Member.objects.select_for_update(no_key=True).filter(pk__in=[member.pk, other.pk]).order_by("pk"))
