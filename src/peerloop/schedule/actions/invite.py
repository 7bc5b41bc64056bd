"""Ask members to come to a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.queries import seen_by
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.models import Invitation, Session, Waiting
from peerloop.schedule.queries import weeks_full
from peerloop.schedule.rules import still_open

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member


@dataclass(frozen=True)
class Invited:
    """Who was asked now, and who was not because their week is full."""

    asked: list[Member]
    full: list[Member]


@transaction.atomic
def invite(session: Session, members: Iterable[Member], *, by: Member | None, anyway: bool = False) -> Invited:
    """Invite those who are not asked yet, and say whom not; asking twice is asking once.

    Whose weekly hours it would overrun is not asked, unless ``anyway``. Raises ``PermissionDenied`` for who does
    not lead the session, ``ValidationError`` for one that is over, cancelled or for just those it was made for.
    """
    if session.audience == Session.Audience.MADE_FOR:
        raise ValidationError(_("This session is for those it was made for."))
    stands, there = opened(session, by=by)
    still_open(stands, now=now())
    wanted = {member.pk for member in members} - set(there)
    wanted -= set(Invitation.objects.filter(session=stands).values_list("member", flat=True))
    wanted -= set(Waiting.objects.filter(session=stands).values_list("member", flat=True))
    asked = list(_seen(by, wanted))
    full = [] if anyway else weeks_full(asked, stands)
    asked = [member for member in asked if member not in full]
    Invitation.objects.bulk_create(Invitation(session=stands, member=member, by=by, at=now()) for member in asked)
    if asked:
        record("session.invited", actor=by, subject=stands, about=[member.pk for member in asked])
    return Invited(asked, full)


def _seen(by: Member | None, wanted: set[int]) -> Iterable[Member]:
    from peerloop.people.models import Member

    everybody = Member.objects.present() if by is None else seen_by(by)
    return everybody.filter(pk__in=wanted).order_by("name_key", "pk")
