"""The learner names who taught it, or who saw it applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import opened
from peerloop.loops.models import Asking
from peerloop.loops.rules import after, as_learner, may_be_asked, not_let_go

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def ask_companion(loop: Loop, *, by: Member, member: Member, part: str) -> Asking:
    """Ask ``member``, who may say no, and return the asking; asking the same one again changes nothing.

    Who saw it is asked once it is applied, also after the loop came full circle. Raises ``ValidationError`` on
    "colleague" for oneself, who taught it, somebody whom ``by`` does not see, or where enough are asked; or where the
    loop was let go. ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    not_let_go(loop)
    if part == Asking.Part.SAW:
        after(loop, "application")
    known = Asking.objects.filter(loop=loop, member=member).first()
    if known is not None:
        return known
    may_be_asked(loop, member, part)
    asking = Asking.objects.create(loop=loop, member=member, part=part)
    record("asking.made", actor=by, subject=asking, about=[by.pk, member.pk])
    return asking
