"""Which skills a text is about: by the names that stand in it, and by what texts like it are about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.engines.finding.contributions import words_of
from peerloop.engines.finding.index import best
from peerloop.engines.finding.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from peerloop.engines.finding.contributions import Contributions

SHORT = 4
LIKE, LEAST_SHARE, LEAST_TEXTS = 20, 0.3, 2


@dataclass(frozen=True)
class SuggestedSkill:
    """A skill that a text may be about, and why: the ``name`` that stands in it (empty where none does), and the
    questions like it that are about the skill. ``score``: 1 for a name, and the share of the questions like it."""

    skill: int
    score: float
    name: str
    questions: tuple[int, ...]


def suggest_skills(
    text: str,
    names: Mapping[int, Sequence[str]],
    contributions: Contributions | None = None,
    *,
    now: float = 0.0,
    audiences: Collection[int] | None = None,
    most: int = 5,
) -> list[SuggestedSkill]:
    """Return the skills that ``text`` seems to be about, the surest first.

    ``names``: each skill's name and aliases. A single word of up to four letters is also an everyday word ("go",
    "make"): it counts where it is written as a name (SQL, C++, "in Rust"), or where questions like this one are about
    the skill. Those are taken from ``contributions`` as of ``now``, as far as they are for ``audiences``: a skill needs
    two of them and three tenths of their weight, or one where its short name stands in the text.
    """
    sure, perhaps = _named(text, names)
    like = _like(text, contributions, now, audiences) if contributions is not None else {}
    found = []
    for skill in sorted(sure.keys() | like.keys()):
        share, questions = like.get(skill, (0.0, ()))
        name = sure.get(skill) or (perhaps.get(skill, "") if questions else "")
        enough = len(questions) >= LEAST_TEXTS and share >= LEAST_SHARE
        if name or (enough and skill in names):
            found.append(SuggestedSkill(skill, bool(name) + share, name, questions))
    return sorted(found, key=lambda one: (-one.score, one.skill))[:most]


def _named(text: str, names: Mapping[int, Sequence[str]]) -> tuple[dict[int, str], dict[int, str]]:
    """Return the skills whose name stands in the text for sure, and those by a word that may mean something else."""
    words = tokens(text)
    stands = f" {' '.join(words)} "
    sure: dict[int, str] = {}
    perhaps: dict[int, str] = {}
    for skill, called in names.items():
        for name in called:
            sought = tokens(name)
            if not sought or f" {' '.join(sought)} " not in stands:
                continue
            everyday = len(sought) == 1 and len(sought[0]) <= SHORT and not _is_sign(name, text)
            (perhaps if everyday else sure).setdefault(skill, name)
    return sure, perhaps


def _is_sign(name: str, text: str) -> bool:
    """Say whether a short name stands in the text as a name does: SQL, C++, R2; or Rust, within a sentence."""
    if re.search(r"[^\W_]*[+#.\d]", name):
        return True
    if len(name) < 2 or not name[0].isupper():
        return False
    before = r"(?<!\w)" if name.isupper() else r"(?:(?<=\w )|(?<=\w, ))"
    return re.search(rf"{before}{re.escape(name)}(?!\w)", text) is not None


def _like(
    text: str, contributions: Contributions, now: float, audiences: Collection[int] | None
) -> dict[int, tuple[float, tuple[int, ...]]]:
    view = contributions.as_of(now, audiences)
    score = contributions.asked.scores(words_of(text), first=len(view.q_by), seen=view.q_seen)
    near = best(score, LIKE)
    total = float(score[near].sum())
    share: dict[int, float] = defaultdict(float)
    questions: dict[int, list[int]] = defaultdict(list)
    for question in near.tolist():
        for topic in contributions.topics_of(question):
            share[topic] += float(score[question]) / total
            questions[topic].append(question)
    return {topic: (share[topic], tuple(questions[topic])) for topic in share}
