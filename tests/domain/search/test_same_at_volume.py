"""With thousands of questions too, the first ten are the same on both databases: more than either looks at, of any
word, with all their words or a few, through the room's own guard.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from peerloop.questions.models import Question
from peerloop.search.actions import index
from peerloop.search.counting import count_words
from peerloop.search.lookups import MOST_MATCHES
from peerloop.search.queries import find

if TYPE_CHECKING:
    from peerloop.people.models import Member

QUESTIONS, ASKED, SEED = 5_200, 60, 11
EXPECTED = Path(__file__).with_name("same_at_volume.json")


def made() -> tuple[list[tuple[str, str]], list[str]]:
    """Titles with their texts, of words as frequent as words are, each with one that all have; and what is sought."""
    chance = Random(SEED)
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(4_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    texts = [
        (" ".join(chance.choices(words, weights, k=5)), " ".join(["everywhere", *chance.choices(words, weights, k=15)]))
        for _number in range(QUESTIONS)
    ]
    asked = ["everywhere", *(f"everywhere {word}" for word in words[:9])]
    while len(asked) < ASKED:
        title, text = texts[chance.randrange(QUESTIONS)]
        said = [*title.split(), *text.split()]
        sought = chance.sample(said, chance.randint(1, 6))
        if len(asked) % 5 == 0:
            sought[0] = sought[0][:-1] + "zz"  # misspelt
        asked.append(" ".join(sought))
    return texts, asked


@pytest.mark.timeout(600)  # thousands are written and found, on a busy machine
def test_the_first_ten_of_thousands_are_the_same_on_both_databases(alice: Member, bo: Member) -> None:
    """What is expected was written down once; a question stands for its number in the order of asking."""
    texts, asked = made()
    rows = [Question(by=bo, title=title, text=text) for title, text in texts]
    called = {row.pk: number for number, row in enumerate(Question.objects.bulk_create(rows, batch_size=1000))}
    ids = list(called)
    assert len(ids) > MOST_MATCHES
    for at in range(0, len(ids), 1000):
        index("question", ids[at : at + 1000])
    count_words()
    found = [[called[hit.subject] for hit in find(alice, text, among=["question"], at_most=10).hits] for text in asked]
    assert sum(map(len, found)) > 9 * ASKED
    assert found == json.loads(EXPECTED.read_text())
