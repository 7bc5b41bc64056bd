"""Practice lessons, and the course."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample
from tests.access.samples.skills import a_skill

from peerloop.people.actions import depart, join
from peerloop.schedule.actions import join_session
from peerloop.skills.actions import offer
from peerloop.vetting.actions import plan_teach_back

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.vetting.models import TeachBack

ONE_ACTS = {"teach-back.remark"}
_number = count()


def a_lesson(teacher: Member, peer: Member) -> TeachBack:
    """Somebody practises before the peer, who has said yes, and a third, who has left meanwhile."""
    number = next(_number)
    third = join(name="Third", email=f"third-{number}@example.org")
    days, hours = divmod(number, 8)
    at = NOW + timedelta(days=280 + days, hours=5 + hours)  # longer than the half-hours of other samples
    made = plan_teach_back(
        offer(teacher, skill=a_skill(teacher)), peers=[peer, third], by=teacher, wish="A wish", local_date=at.date(),
        local_time=at.time(), anyway=True,
    )  # fmt: skip
    join_session(made.session, by=peer)
    depart(third, by=None)
    return made


@sample("course")
def a_page(owner: Member, other: Member) -> dict[str, Any]:
    """A page of the course."""
    return {"number": 1}


@sample("teach-back")
def a_teach_back(owner: Member, other: Member) -> dict[str, Any]:
    """The owner practises before the other."""
    return {"pk": a_lesson(owner, other).pk}


@sample("teach-back.remark")
def a_teach_back_heard(owner: Member, other: Member) -> dict[str, Any]:
    """The owner listens to the other."""
    return {"pk": a_lesson(other, owner).pk}
