"""The same documents give the same answers in the same order, whichever database holds them."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from peerloop.search.actions import index
from peerloop.search.counting import count_words
from peerloop.search.queries import find
from peerloop.skills.models import Skill
from peerloop.skills.names import full_key

if TYPE_CHECKING:
    from peerloop.people.models import Member

HOW = (
    "Advanced", "Applied", "Cloud-based", "C++", "Distributed", "Embedded", "Größere", ".NET", "Parallel",
    "Statistical", "日本", "Visual",
)  # fmt: skip
WHAT = (
    "Analysis", "Computing", "Databases", "Design", "Drawing", "Indexing", "Learning", "Node.js", "Programming",
    "Reading", "Systems", "Writing",
)  # fmt: skip
WHY = ("", " for beginners", " in Java", " of systems")
ASKED = (
    "programming", "c++", "node", "design systems", "advanced java", "distributed systems for java", "statistcal",
    "parallel databses", "日本 reading", "grosse", "ana", "embedded systems programming in c++ for beginners",
    ".net wr", "visual drawing of systems", "learn", "indexes",
)  # fmt: skip
EXPECTED = Path(__file__).with_name("same_on_both.json")


def test_the_first_ten_are_the_same_on_both_databases(alice: Member) -> None:
    """What is expected was written down once, on SQLite."""
    names = [f"{how} {what}{why}" for how, what, why in product(HOW, WHAT, WHY)]
    made = Skill.objects.bulk_create(Skill(name=name, key=full_key(name), words=" ") for name in names)
    called = {skill.pk: skill.name for skill in made}
    index("skill", called)
    for _before_and_after_counting in range(2):
        found = {
            text: [called[hit.subject] for hit in find(alice, text, among=["skill"], at_most=10).hits] for text in ASKED
        }
        count_words()
    assert found == json.loads(EXPECTED.read_text())
