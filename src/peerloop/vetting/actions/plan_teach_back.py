"""Plan a practice lesson before two peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.queries import format_for
from peerloop.journal.actions import record
from peerloop.kit.text import clean
from peerloop.live.actions import set_agenda
from peerloop.people.rules import require
from peerloop.schedule.actions import announce_session, invite
from peerloop.schedule.models import Session
from peerloop.schedule.particulars import LONGEST_TITLE
from peerloop.vetting.models import LONGEST_WISH, TeachBack, Vetted
from peerloop.vetting.rules import PEERS, two_peers, weeks_free

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time
    from uuid import UUID

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer

MINUTES = 45
KIND = Session.Kind.TEACH_BACK


@transaction.atomic
def plan_teach_back(
    offer: Offer,
    *,
    peers: Sequence[Member],
    by: Member,
    local_date: date,
    local_time: time,
    wish: str = "",
    place: str = "",
    link: str = "",
    anyway: bool = False,
    uid: UUID | None = None,
) -> TeachBack:
    """Book the lesson by the wall clock of ``by``, lay its steps out, ask the two, and return it.

    ``peers``: first who knows the subject, then who does not; they take part once they say yes. ``uid`` is the form's:
    sending it twice plans once. Raises ``Clash`` where ``by`` has something then, else ``ValidationError`` by field, on
    "anyway" where it would overrun the weekly hours of one of the two, unless ``anyway``; ``PermissionDenied`` for
    another's offer.
    """
    require(by.is_active and offer.member_id == by.pk)
    two_peers(peers, by)
    said = clean(wish)
    if len(said) > LONGEST_WISH:
        raise ValidationError({"wish": _("Please keep it to %(most)s characters.") % {"most": LONGEST_WISH}})
    if offer.confirmed_at is None:
        raise ValidationError(_("Say yes to this offer first; then it can be vetted."))
    if Vetted.objects.filter(offer=offer).exists():
        raise ValidationError(_("This offer is vetted already."))
    title = _("Teach-back: %(skill)s") % {"skill": offer.skill.name}
    session = announce_session(
        kind=KIND, title=title[:LONGEST_TITLE], about=said, skill=offer.skill, by=by, local_date=local_date,
        local_time=local_time, zone=by.time_zone, minutes=MINUTES, capacity=PEERS, place=place, link=link,
        audience=Session.Audience.INVITED, uid=uid,
    )  # fmt: skip
    if there := TeachBack.objects.filter(session=session).first():
        return there
    if not anyway:
        weeks_free(peers, session)
    made = TeachBack.objects.create(offer=offer, session=session, wish=said)
    kit = format_for(KIND)
    if kit:
        set_agenda(session, kit, by=by)
    for peer in peers:  # one after the other: the first is the one who knows the subject
        invite(session, [peer], by=by, anyway=True)
    record("teach_back.planned", actor=by, subject=made, about=[by.pk])
    return made
