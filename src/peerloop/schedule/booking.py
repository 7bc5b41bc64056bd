"""Whether an hour can be booked for these members: called with their rows locked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from peerloop.people.models import Absence, Block
from peerloop.schedule.queries import clashing, sessions_seen_by
from peerloop.schedule.rules import Clash

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def bookable(
    members: Collection[Member], start: datetime, end: datetime, *, by: Member | None, besides: int | None = None
) -> None:
    """Refuse when somebody has left, is away or already taken, or the members are apart.

    ``besides``: the session that is being moved or joined. Raises ``Clash`` or another ``ValidationError``.
    """
    for member in members:
        if member.departed_at is not None:
            raise ValidationError(_("%(name)s is no longer here.") % {"name": member.name})
    ids = [member.pk for member in members]
    if Block.objects.filter(Q(member__in=ids, other__in=ids)).exists():
        raise ValidationError(_("A session of these two is not possible."))
    if any(member == by and _is_away(member, start, end) for member in members):
        raise ValidationError(_("You are away on that day."))
    taken = clashing(ids, start, end, besides=besides)
    taken |= {member.pk for member in members if _is_away(member, start, end)}  # in the same words
    if taken:
        raise Clash([member for member in members if member.pk in taken], reader=by)


def can_come(member: Member, session: Session) -> bool:
    """Whether the member is here, free then and not apart from any who take part."""
    if member.departed_at is not None or _is_away(member, session.starts_at, session.ends_at):
        return False
    if clashing([member.pk], session.starts_at, session.ends_at, besides=session.pk):
        return False
    return sessions_seen_by(member).filter(pk=session.pk).exists()


def _is_away(member: Member, start: datetime, end: datetime) -> bool:
    """Whether the session touches a day, in the member's own zone, on which the member is away."""
    zone = ZoneInfo(member.time_zone)
    return Absence.objects.filter(
        member=member, starts_on__lte=end.astimezone(zone).date(), ends_on__gte=start.astimezone(zone).date()
    ).exists()
