"""Something impromptu: announce it and ask those who are to come, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.kit.text import listed
from peerloop.schedule.actions.announce_session import announce_session
from peerloop.schedule.actions.invite import invite
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from peerloop.people.models import Member


class WeekFull(ValidationError):
    """An invitation would overrun somebody's weekly hours; says whose, never by how much or by what."""

    def __init__(self, members: Sequence[Member]) -> None:
        words = _("The week is full for %(names)s, so nothing was sent.")
        super().__init__(words % {"names": listed([member.name for member in members])})


@transaction.atomic
def call_together(
    members: Sequence[Member],
    *,
    title: str,
    by: Member,
    starts_at: datetime,
    minutes: int,
    place: str = "",
    link: str = "",
    anyway: bool = False,
    uid: UUID | None = None,
) -> Session:
    """Announce the session for those who are invited, invite ``members``, and return it; ``by`` leads.

    ``uid`` is the form's: sending it twice calls once. Raises ``WeekFull`` unless ``anyway``, ``Clash`` where ``by``
    has something then, ``ValidationError`` by field.
    """
    if not members:
        raise ValidationError({"members": _("Please tick whom you would like to meet.")})
    wall = starts_at.astimezone(ZoneInfo(by.time_zone))
    session = announce_session(
        kind=Session.Kind.IMPROMPTU,
        audience=Session.Audience.INVITED,
        title=title,
        by=by,
        local_date=wall.date(),
        local_time=wall.time(),
        zone=by.time_zone,
        minutes=minutes,
        place=place,
        link=link,
        uid=uid,
    )
    told = invite(session, members, by=by, anyway=anyway)
    if told.full:
        raise WeekFull(told.full)
    return session
