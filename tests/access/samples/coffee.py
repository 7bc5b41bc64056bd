"""Coffee rounds."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample

from peerloop.coffee.links import PURPOSE
from peerloop.coffee.models import Introduced, Introduction, Round
from peerloop.kit.tokens import sign
from peerloop.schedule.actions import hold_meeting
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from peerloop.people.models import Member

_number = count()


@sample("introduction")
def an_introduction(owner: Member, other: Member) -> dict[str, Any]:
    """The owner and the other were brought together for a coffee."""
    half_hours = next(_number) % 70
    held = hold_meeting(
        {owner.pk: Participation.Part.PEER, other.pk: Participation.Part.PEER},
        kind=Session.Kind.COFFEE,
        by=None,
        local_date=(NOW + timedelta(days=21 + half_hours // 14)).date(),
        local_time=time(9 + half_hours % 14 // 2, half_hours % 2 * 30),
        zone="UTC",
    )
    made = Introduction.objects.create(round=Round.objects.create(), session=held, answer_by=held.starts_at)
    for member in (owner, other):
        Introduced.objects.create(introduction=made, member=member)
    return {"pk": made.pk, "post": {"met": "yes"}}


@sample("coffee:link")
def a_link_about_coffee(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they say yes."""
    introduction = an_introduction(owner, other)["pk"]
    return {"token": sign(PURPOSE, introduction=introduction, member=owner.pk, answer="acceptance")}
