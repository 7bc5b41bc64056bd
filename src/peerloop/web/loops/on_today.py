"""What waits around the reader's loops, on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.loops.queries import FOLLOWED_UP_FOR, asked_lately, latest_unanswered, open_askings, open_teach_ons
from peerloop.web.today.cards import SOON, card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.loops.models import FollowUp
    from peerloop.people.models import Member


def _latest(rows: list[FollowUp], _reader: Member) -> list[FollowUp]:
    return latest_unanswered(rows)


@card("loops/_askings.html", place=SOON)
def askings(reader: Member, _instant: datetime) -> Asked:
    """Asked to stand by."""
    return open_askings.of(reader)


@card("loops/_follow_ups.html", place=SOON, told=_latest)
def follow_ups(reader: Member, instant: datetime) -> Asked:
    """Did you use it?"""
    return asked_lately.of(reader, instant - FOLLOWED_UP_FOR)


@card("loops/_teach_ons.html", place=SOON)
def teach_ons(reader: Member, _instant: datetime) -> Asked:
    """Would you teach it on?"""
    return open_teach_ons.of(reader)
