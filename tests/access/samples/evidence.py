"""What the owner knows from what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample
from tests.access.samples.skills import a_skill

from peerloop.evidence.actions import confirm, leave_out
from peerloop.recognition.models import Contribution

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def shown(owner: Member) -> Skill:
    """The owner has taught it."""
    skill = a_skill(owner)
    number = Contribution.objects.count() + 1
    Contribution.objects.create(member=owner, kind="session", source_type="session", source=number, skill=skill, at=NOW)
    return skill


@sample("knowledge")
def what_they_know(owner: Member, other: Member) -> dict[str, Any]:
    """It waits for the owner's yes."""
    return {"pk": shown(owner).pk}


@sample("evidence:renewal")
def what_they_offer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner offers it."""
    skill = shown(owner)
    confirm(skill, by=owner)
    return {"pk": skill.pk}


@sample("evidence:leaving-out-removal", "evidence:correction-removal")
def what_they_left_out(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has left it out."""
    skill = shown(owner)
    leave_out(skill, by=owner)
    return {"pk": skill.pk}
