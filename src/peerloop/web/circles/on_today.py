"""Circles on Today: who invites the reader, and what they are asked to try."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.circles.queries import tasks_to_try, waiting_invitations
from peerloop.web.today.cards import SOON, card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member

LATELY, FEW = timedelta(days=30), 2


@card("circles/_invited_today.html")
def invitations(reader: Member, _instant: datetime) -> Asked:
    """Invitations that wait for the reader's answer."""
    return waiting_invitations.of(reader, at_most=FEW)


@card("circles/_tasks_today.html", place=SOON)
def tasks(reader: Member, instant: datetime) -> Asked:
    """What the reader's circles try between meetings."""
    return tasks_to_try.of(reader, instant - LATELY, at_most=FEW)
