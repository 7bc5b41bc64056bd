"""Skills, offers, needs, and what is tended of them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample

from peerloop.skills.actions import add_alias, add_broader, endorse, merge_skills, offer, propose_skill

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

_named = count()

NOT_TO_ONESELF = {"offer.endorse"}


def a_skill(owner: Member) -> Skill:
    """A skill that nobody has used."""
    return propose_skill(f"Skill number {next(_named)}", by=owner)


@sample("skill", "organise:demand_of")
def skill(owner: Member, other: Member) -> dict[str, Any]:
    """A skill is everybody's."""
    return {"pk": a_skill(owner).pk}


@sample("offer")
def an_offer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner offers something."""
    return {"pk": offer(owner, skill=a_skill(owner), level=3, text="Gladly").pk}


@sample("endorsement")
def an_endorsement(owner: Member, other: Member) -> dict[str, Any]:
    """The owner vouches for the other."""
    return {"pk": endorse(offer(other, skill=a_skill(other), level=3), by=owner, text="I have seen it").pk}


@sample("skill.curate")
def a_skill_to_curate(owner: Member, other: Member) -> dict[str, Any]:
    """A skill with another word and a broader one."""
    skill, above = a_skill(owner), a_skill(owner)
    alias = add_alias(skill, f"{skill.name} by another word", by=owner)
    add_broader(skill, above, by=owner)
    return {"pk": skill.pk, "alias": alias.pk, "above": above.pk}


@sample("merge")
def a_merge(owner: Member, other: Member) -> dict[str, Any]:
    """Two skills that the organisation calls one."""
    return {"pk": merge_skills(a_skill(owner), a_skill(owner), by=None).pk}
