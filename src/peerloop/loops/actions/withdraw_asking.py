"""The learner named somebody by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import opened
from peerloop.loops.models import Asking
from peerloop.loops.rules import as_learner

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def withdraw_asking(asking: Asking, *, by: Member) -> None:
    """Take the asking back while it waits; gone already is as good.

    Raises ``ValidationError`` where it is answered; ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(asking.loop)
    as_learner(loop, by)
    for row in Asking.objects.filter(pk=asking.pk):
        if row.answer:
            raise ValidationError(_("This is answered already."))
        record("asking.withdrawn", actor=by, subject=row, about=[by.pk, row.member_id])
        row.delete()
