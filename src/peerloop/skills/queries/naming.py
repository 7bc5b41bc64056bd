"""Which skill is meant by a word: exactly, or nearly."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Length

from peerloop.kit.prepared import prepared
from peerloop.skills.models import Alias, Skill
from peerloop.skills.names import bare_key, full_key, is_short, trigrams
from peerloop.skills.queries.merged import stands_for, within

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

NEAR = 0.6
LONGEST_SOUGHT = 80
MOST_WORDS = 8
MOST_RUNS = 24


def find_skill(text: str) -> Skill | None:
    """Return the skill that ``text`` names: by its key, by an alias, or without its vendor; else ``None``.

    The name of a skill that went into another names the other.
    """
    sought = full_key(text)
    bare = bare_key(text)
    named = _keyed(tuple({sought, bare}))
    by_key = {skill.key: skill for skill in named}
    if sought in by_key:
        return _standing(by_key[sought])
    meant = _meant(sought)
    found = meant[0].skill if meant else by_key.get(bare)
    return _standing(found) if found else None


def called(ids: Collection[int]) -> dict[Skill, list[str]]:
    """Return all the names of those of the skills that stand, their own first."""
    names = {skill: [skill.name] for skill in Skill.objects.filter(pk__in=ids).order_by("name")}
    for alias in Alias.objects.filter(skill__in=names).select_related("skill").order_by("pk"):
        names[alias.skill].append(alias.name)
    return names


def around(skill: Skill, ids: set[int] | None = None) -> QuerySet[Skill]:
    """Skills broader or narrower than ``skill``, or than one that went into it; ``ids``: of ``within``."""
    ids = within(skill.pk) if ids is None else ids
    near = Skill.objects.filter(Q(narrower__in=ids) | Q(broader__in=ids)).exclude(pk__in=ids)
    return near.distinct().order_by("name")


def look_alikes(text: str, limit: int = 5) -> list[Skill]:
    """Return skills that a newly proposed ``text`` may already mean, the likest first."""
    sought = full_key(text[:LONGEST_SOUGHT])
    words = [word for word in sought.split()[:MOST_WORDS] if not is_short(word) or word == sought]
    sharing = list(_sharing(words)[: limit * 3]) if words else []
    near = {skill.pk: skill for skill in [*sharing, *_near(sought, limit)]}
    return sorted(near.values(), key=lambda skill: (-_likeness(sought, skill.key), skill.key))[:limit]


@prepared
def _keyed(keys: tuple[str, ...]) -> QuerySet[Skill]:
    return Skill.everything.filter(key__in=keys).select_related("merge")


@prepared
def _meant(key: str) -> QuerySet[Alias]:
    return Alias.objects.filter(key=key).select_related("skill__merge").order_by("pk")[:1]


def _standing(skill: Skill) -> Skill:
    return stands_for(skill) if hasattr(skill, "merge") else skill


def _sharing(words: list[str]) -> QuerySet[Skill]:
    """Skills with one of ``words`` as a whole word, the shortest names first."""
    return Skill.objects.filter(reduce(or_, (Q(words__contains=f" {word} ") for word in words))).order_by(
        Length("key"), "key"
    )


def _near(sought: str, limit: int) -> list[Skill]:
    """Skills spelled nearly like ``sought``; none for short words, where one letter makes another word.

    The database counts shared runs of three signs, and only the best of those are compared letter by letter.
    """
    if all(is_short(word) for word in sought.split()):
        return []
    runs = sorted(trigrams(sought), key=sought.find)[:MOST_RUNS]
    shared = sum(
        (Case(When(key__contains=run.strip(), then=1), default=0, output_field=IntegerField()) for run in runs),
        start=Value(0),
    )
    best = (
        Skill.objects.annotate(shared=shared)
        .filter(shared__gte=max(2, len(runs) // 3))
        .order_by(-F("shared"), Length("key"), "key")[: limit * 4]
    )
    likeness: dict[Skill, float] = {skill: _likeness(sought, skill.key) for skill in best}
    return sorted(
        (skill for skill, how in likeness.items() if how >= NEAR), key=lambda skill: (-likeness[skill], skill.key)
    )[:limit]


def _likeness(sought: str, key: str) -> float:
    """How alike two keys are, from 0 to 1, with or without the vendor.

    The better of Ratcliff and Obershelp's measure (one letter wrong) and Dice's over runs of three signs (the
    words in another order).
    """
    names = [name for name in (key, bare_key(key)) if name]
    return max(max(SequenceMatcher(None, sought, name).ratio(), _dice(sought, name)) for name in names)


def _dice(one: str, other: str) -> float:
    here, there = (set().union(*map(trigrams, text.split())) for text in (one, other))
    return 2 * len(here & there) / (len(here) + len(there))
