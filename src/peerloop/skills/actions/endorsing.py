"""A peer vouches for an offer, and may take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.skills.models import Endorsement
from peerloop.skills.rules import a_line, may_endorse

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Offer


@transaction.atomic
def endorse(offer: Offer, *, by: Member, text: str = "") -> Endorsement:
    """Vouch for ``offer``, or change one's words.

    Raises ``BadLine`` for too long a text and, where ``may_endorse`` says no, ``PermissionDenied``.
    """
    if not may_endorse(by, offer):
        raise PermissionDenied(_("You cannot vouch for this offer."))
    text = a_line(text)
    endorsement, _new = Endorsement.objects.update_or_create(offer=offer, by=by, defaults={"text": text})
    record("offer.endorsed", actor=by, subject=offer, about=[by.pk, offer.member_id], skill=offer.skill_id)
    return endorsement


@transaction.atomic
def withdraw_endorsement(endorsement: Endorsement, *, by: Member) -> None:
    """Take back one's own word; raises ``PermissionDenied`` for anybody else's."""
    if endorsement.by_id != by.pk:
        raise PermissionDenied
    record("endorsement.withdrawn", actor=by, subject=endorsement, about=[by.pk, endorsement.offer.member_id])
    endorsement.delete()
