"""Skills and people whose names are easily confused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.search.queries import find
from peerloop.skills.actions import add_alias, propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member

SKILLS = (
    "C", "C++", "C#", "Go", "Google Cloud Platform", "MongoDB", "Django", "R", "Ruby", "Rust", "Java", "JavaScript",
    "Microsoft PowerPoint", "Microsoft SQL Server", "SQL", "PostgreSQL", "HTML/CSS", "Node.js", "Schuhgröße messen",
    "日本語", "Public speaking", "Speaking up in meetings",
)  # fmt: skip
PEOPLE = ("Anna Schmidt", "Jörg Müller", "John Smith", "Wojciech Kowalski")


@pytest.fixture
def found(alice: Member, make_member: MakeMember) -> Callable[..., list[str]]:
    """Return the names of what Alice finds, the best first; what is only spelled nearly so ends in "?"."""
    names = {}
    for name in SKILLS:
        skill = propose_skill(name, by=None)
        names["skill", skill.pk] = name
        if name == "Go":
            add_alias(skill, "Golang", by=None)
    for number, name in enumerate(PEOPLE):
        names["member", make_member(name, email=f"m{number}@example.org").pk] = name
    names["member", alice.pk] = alice.name

    def names_of(text: str, *among: str) -> list[str]:
        hits = find(alice, text, among=among).hits
        return [names.get((hit.kind, hit.subject), "somebody") + "?" * hit.near for hit in hits]

    return names_of
