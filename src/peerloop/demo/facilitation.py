"""At the desks of the demo's circles: they have begun, the goal was recalled, and something is noted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.circles.models import Circle, Membership
from peerloop.facilitation.actions import keep_remark, prompt
from peerloop.facilitation.rules import Kind, begun_with
from peerloop.kit import clock

if TYPE_CHECKING:
    from datetime import datetime

MOST = 6
REMARKS = (
    "Two have said nothing since the second meeting; ask them what they would like to hear.",
    "The goal is too large for eight weeks. Bring it up on Thursday.",
)


def facilitate_circles(today: datetime) -> None:
    """Let whoever facilitates a running circle welcome the others, note something, and bring them back to the goal."""
    rows = Membership.objects.filter(part=Membership.Part.FACILITATOR, circle__closing=None, member__departed_at=None)
    for number, row in enumerate(rows.select_related("member", "circle__thread").order_by("pk")[:MOST]):
        circle: Circle = row.circle
        with clock.at(max(today - timedelta(days=20), circle.made_at)):
            prompt(circle, by=row.member, kind=Kind.KICK_OFF, text=begun_with(Kind.KICK_OFF, circle))
        with clock.at(max(today - timedelta(days=4), circle.made_at)):
            prompt(circle, by=row.member, kind=Kind.GOAL, text=begun_with(Kind.GOAL, circle))
        keep_remark(circle, by=row.member, text=REMARKS[number % len(REMARKS)])
