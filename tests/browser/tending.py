"""Pages on which an organiser tends the skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.intake.actions import ask_skill_list, carry_out_skill_list, take_skill_list
from peerloop.skills.actions import add_alias, add_broader, find_skill, merge_skills, offer, propose_skill
from peerloop.skills.models import WaitingAlias

if TYPE_CHECKING:
    from peerloop.intake.models import SkillList
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

SYNONYMS = b"alias,tag\nclient-side-script,javascript\njs,javascript\nhg,mercurial\n"


def javascript(bo: Member) -> Skill:
    """A skill that somebody offers, with all that can hang on one."""
    skill = find_skill("JavaScript") or propose_skill("JavaScript", by=bo)
    if not skill.aliases.exists():
        offer(bo, skill=skill, level=4)
        offer(bo, skill=propose_skill("Java script", by=bo), level=2)
        add_alias(skill, "ECMAScript", by=bo)
        add_broader(skill, propose_skill("Web programming", by=bo), by=bo)
        merge_skills(propose_skill("Livescript", by=bo), skill, by=None)
        WaitingAlias.objects.create(skill=skill, name="js", key="js", source="synonyms.csv")
    return skill


def given(organiser: Member, bo: Member) -> SkillList:
    """A list that is not asked for yet."""
    javascript(bo)
    return take_skill_list([("synonyms.csv", SYNONYMS)], by=organiser)


def skills(bo: Member) -> str:
    javascript(bo)
    return "/organise/skills"


def likely(bo: Member) -> str:
    javascript(bo)
    return "/organise/skills/likely"


def words(bo: Member) -> str:
    javascript(bo)
    return "/organise/skills/words"


def merges(bo: Member) -> str:
    javascript(bo)
    return "/organise/skills/merges"


def skill(bo: Member) -> str:
    return f"/organise/skills/{javascript(bo).pk}"


def merging(bo: Member) -> str:
    javascript(bo)
    return f"/organise/skills/{find_skill('Java script').pk}/merging?into-name=JavaScript"


def a_list(organiser: Member, bo: Member) -> str:
    return f"/organise/skills/lists/{given(organiser, bo).pk}"


def a_list_done(organiser: Member, bo: Member) -> str:
    one = given(organiser, bo)
    ask_skill_list(one, by=organiser, everything=True)
    carry_out_skill_list(one.pk)
    return f"/organise/skills/lists/{one.pk}"


def said_otherwise(bo: Member) -> str:
    """Bo's offers, one of which is said under another name."""
    into = javascript(bo)
    merge_skills(find_skill("Java script"), into, by=None)
    return "/offers"
