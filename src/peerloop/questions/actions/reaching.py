"""A member says how many questions a week may be put to them, or none."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.questions.models import Reach

MOST_A_WEEK = 50


@transaction.atomic
def set_reach(member: Member, *, most: int) -> None:
    """Note it; 0 opts out. Raises ``ValidationError`` on "most", ``PermissionDenied`` for who has left."""
    if not member.is_active:
        raise PermissionDenied
    if not 0 <= most <= MOST_A_WEEK:
        raise ValidationError({"most": _("Between none and fifty a week.")})
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)  # whoever puts a question to them waits
    row, _new = Reach.objects.update_or_create(member=member, defaults={"most": most})
    record("reach.set", actor=member, subject=row, about=[member.pk])
