"""Which skills a question may be about, while it is under none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from peerloop.questions.queries.alike import alike_to
from peerloop.search.queries import find
from peerloop.skills.queries import called

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.queries.listed import Shown
    from peerloop.skills.models import Skill

MOST, LOOKED_AT = 3, 20
ENOUGH = 2
"""So many questions like it are under a skill that it does not name."""


def perhaps_about(reader: Member, title: str, text: str, alike: list[Shown] | None = None) -> list[Skill]:
    """Return the skills that it may be about, the likeliest first: those it names, then those of questions like it.

    Only questions that the reader sees count; ``alike``: where they are at hand.
    """
    from peerloop.engines.finding import suggest_skills

    said = f"{title}\n{text}"
    found = {hit.subject for hit in find(reader, said, among=["skill"], at_most=LOOKED_AT).of("skill")}
    names = called(found)
    named = [one.skill for one in suggest_skills(said, {skill.pk: words for skill, words in names.items()}, most=MOST)]
    there = {skill.pk: skill for skill in names}
    near = alike_to(reader, title) if alike is None else alike
    under = Counter(one.question.skill for one in near if one.question.skill is not None)
    likely = [skill for skill, times in under.most_common() if times >= ENOUGH and skill.pk not in named]
    return [*(there[pk] for pk in named), *likely][:MOST]
