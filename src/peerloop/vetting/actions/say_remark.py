"""Say what one has seen in a practice lesson; with the second "ready" the offer is vetted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import opened
from peerloop.live.rules import stands
from peerloop.people.rules import require
from peerloop.vetting.models import Remark, TeachBack, Vetted
from peerloop.vetting.rules import PEERS, marked, may_listen, peers_of, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.people.models import Member


@transaction.atomic
def say_remark(
    teach_back: TeachBack, *, marks: Mapping[str, object], worked: str, change: str = "", ready: bool, by: Member
) -> Remark:
    """Say it, or say it anew until the offer is vetted, and return it.

    The session's row is locked, so that two who say "ready" at once vet it once. Raises ``ValidationError`` by field,
    before the lesson has begun, where it is cancelled, or where it is vetted; ``PermissionDenied`` for who is not one
    of the two, or has come to lead the teacher or be led by them meanwhile.
    """
    session = opened(teach_back.session)
    lesson = TeachBack.objects.select_related("offer__member").get(pk=teach_back.pk)
    peers = {peer.pk for peer in peers_of(session)}
    require(by.is_active and by.pk in peers and may_listen(by, lesson.offer.member))
    stands(session)
    if now() < session.starts_at:
        raise ValidationError(_("This opens when the lesson begins."))
    if Vetted.objects.filter(offer=lesson.offer).exists():
        raise ValidationError(_("The offer is vetted; what was said by then stands."))
    said = {**marked(marks), **worded(worked, change, ready=ready), "ready": ready, "at": now()}
    remark, new = Remark.objects.update_or_create(teach_back=lesson, by=by, defaults=said)
    record("remark.said" if new else "remark.changed", actor=by, subject=remark, about=[lesson.offer.member_id])
    agreed = Remark.objects.filter(teach_back=lesson, by__in=peers, ready=True).count()
    if agreed >= PEERS:
        Vetted.objects.create(offer=lesson.offer, teach_back=lesson)
        record("offer.vetted", actor=None, subject=lesson, about=[lesson.offer.member_id, *peers])
    return remark
