"""What a member has chosen, and what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.notices.kinds import KINDS, NUDGES
from peerloop.notices.models import Notice, Preference, QuietHours
from peerloop.notices.queries.composing import Shown, shown

if TYPE_CHECKING:
    from peerloop.people.models import Member

MOST_WAITING = 10


def channels_of(member: Member) -> dict[str, str]:
    """How each kind reaches the member: as they have chosen, else as it does everybody."""
    chosen = dict(Preference.objects.filter(member=member).values_list("kind", "channel"))
    return {code: chosen.get(code, kind.channel) for code, kind in KINDS.items()}


def quiet_of(member: Member) -> QuietHours:
    """The member's quiet hours."""
    return QuietHours.objects.filter(member=member).first() or QuietHours(member=member)


def waiting_for(member: Member) -> list[Shown]:
    """The gentle words that wait for their place, the next first: by when they are of use, then the oldest."""
    waiting = Notice.objects.filter(member=member, kind__in=NUDGES, arrived_at=None, dropped_at=None)
    found = shown(member, list(waiting.order_by("made_at", "pk")[: 2 * MOST_WAITING]))
    dated = [one for one in found if one.message.not_after]
    dateless = [one for one in found if not one.message.not_after]
    dated.sort(key=lambda one: one.message.not_after)  # type: ignore[arg-type, return-value]
    return [*dated, *dateless][:MOST_WAITING]
