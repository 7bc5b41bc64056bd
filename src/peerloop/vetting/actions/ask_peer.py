"""Ask another colleague to listen, where one of the two cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.rules import require
from peerloop.schedule.actions import invite
from peerloop.schedule.models import Invitation
from peerloop.schedule.queries import places_left
from peerloop.vetting.models import TeachBack
from peerloop.vetting.rules import one_peer, weeks_free

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def ask_peer(teach_back: TeachBack, member: Member, *, by: Member, anyway: bool = False) -> None:
    """Invite the member to be one of the two; asking twice is asking once.

    Raises ``ValidationError`` on "peers" for who may not listen, or where the two are found, on "anyway" where it would
    overrun their weekly hours, unless ``anyway``; ``PermissionDenied`` for who does not give the lesson.
    """
    stands = TeachBack.objects.select_related("offer", "session").get(pk=teach_back.pk)
    require(by.is_active and stands.offer.member_id == by.pk)
    one_peer(member, by)
    waiting = Invitation.objects.filter(session=stands.session, answer="")
    if waiting.filter(member=member).exists():
        return
    if places_left(stands.session) == 0:
        raise ValidationError({"peers": _("Two peers have said yes already.")})
    if not anyway:
        weeks_free([member], stands.session)
    if invite(stands.session, [member], by=by, anyway=True).asked:
        record("teach_back.peer_asked", actor=by, subject=stands, about=[by.pk, member.pk])
