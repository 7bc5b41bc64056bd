"""What an organiser sees of the skills themselves: all of them, words that wait, and which two may be one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.db.models import Count

from peerloop.kit.text import key
from peerloop.people.rules import has_role
from peerloop.skills.models import Alias, Offer, Skill, WaitingAlias
from peerloop.skills.names import bare_key, full_key, is_short
from peerloop.skills.queries.merged import MAY_CURATE, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from peerloop.people.models import Member

SMALLEST_CELL = 5
ALIKE = 0.86
MOST_COMPARED = 20_000
MOST_PAIRS = 60_000
"""A page is waited for: the more skills there are, the fewer of its neighbours is each compared with."""
NEIGHBOURS = (4, 60)
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Meeting:
    """What a merge would bring together: how many help with each and with both; ``None`` says one to four."""

    gone: int | None
    into: int | None
    both: int | None
    names: list[str]


def skills_to_curate(reader: Member, sought: str = "") -> QuerySet[Skill]:
    """The skills with every word of ``sought`` among theirs, by name, for organisers and administrators."""
    if not reader.is_active or not has_role(reader, *MAY_CURATE):
        return Skill.objects.none()
    found = Skill.objects.all()
    for word in key(sought).split()[:8]:
        found = found.filter(words__contains=f" {word}")
    return found.order_by("key")


def aliases_to_curate(reader: Member, skill: Skill) -> QuerySet[Alias]:
    """The words for a skill beside its name, and those of skills that went into it."""
    ids = within(skill.pk) if skills_to_curate(reader).exists() else set()
    return Alias.objects.filter(skill__in=ids).select_related("skill").order_by("key")


def broader_of(skill: Skill) -> QuerySet[Skill]:
    """The skills directly broader than ``skill``, or than one that went into it."""
    ids = within(skill.pk)
    return Skill.objects.filter(narrower__in=ids).exclude(pk__in=ids).distinct().order_by("name")


def waiting_words(reader: Member) -> QuerySet[WaitingAlias]:
    """Short words that a list says mean a skill, and that nobody has answered yet."""
    if not reader.is_active or not has_role(reader, *MAY_CURATE):
        return WaitingAlias.objects.none()
    waiting = WaitingAlias.objects.filter(refused_at=None, skill__in=Skill.objects.all())
    return waiting.select_related("skill").order_by("key", "skill__key")


def meeting_of(gone: Skill, into: Skill) -> Meeting:
    """Return what merging the two would bring together, in counts of offers that everybody sees."""
    rows = Offer.objects.filter(skill__in=[gone.pk, into.pk], confirmed_at__isnull=False, member__departed_at=None)
    per = dict(rows.order_by().values_list("skill").annotate(Count("pk")))
    both = rows.order_by().values("member").annotate(many=Count("pk")).filter(many=2).count()
    names = {gone.name, *Alias.objects.filter(skill__in=within(gone.pk)).values_list("name", flat=True)}
    return Meeting(_told(per.get(gone.pk, 0)), _told(per.get(into.pk, 0)), _told(both), sorted(names))


def likely_same(reader: Member, limit: int) -> list[tuple[Skill, Skill]]:
    """Return pairs that may be one skill, the likest first: (the one fewer help with, the other).

    Compared are those whose letters begin alike, or are the same but for signs, order and vendor; at least one of
    two is offered openly, and what people want plays no part. Short names are left alone: C, C++ and C# are three.
    """
    if not skills_to_curate(reader).exists():
        return []
    offered = Offer.objects.filter(confirmed_at__isnull=False).order_by().values_list("skill").annotate(Count("pk"))
    helping = dict(offered)
    skills = list(Skill.objects.order_by("pk").only("name", "key")[:MOST_COMPARED])
    told = (pair for pair in _pairs(skills) if pair[1].pk in helping or pair[2].pk in helping)
    found = sorted(told, key=lambda pair: (-pair[0], pair[1].key, pair[2].key))[:limit]
    pairs = (sorted(two, key=lambda one: (helping.get(one.pk, 0), -one.pk)) for _how, *two in found)
    return [(less, more) for less, more in pairs]


def _pairs(skills: list[Skill]) -> Iterator[tuple[float, Skill, Skill]]:
    blocks: dict[str, list[tuple[Skill, str]]] = defaultdict(list)
    for skill in skills:
        name = bare_key(skill.name) or full_key(skill.name)
        letters = _SIGNS.sub("", name)
        if not is_short(letters):
            blocks[letters[:4]].append((skill, name))
            blocks["\0" + "".join(sorted(letters))].append((skill, name))
    seen = set()
    fewest, most = NEIGHBOURS
    near = min(max(MOST_PAIRS // max(len(skills), 1), fewest), most)
    for block in blocks.values():
        block.sort(key=lambda one: one[1])
        for place, (one, name) in enumerate(block):
            for other, theirs in block[place + 1 : place + near]:
                alike = _alike(name, theirs)
                if alike >= ALIKE and (one.pk, other.pk) not in seen:
                    seen.add((one.pk, other.pk))
                    yield alike, one, other


def _alike(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: 1 where only signs or the order of words differ."""
    if _digits(one) != _digits(other):
        return 0
    here, there = (sorted(filter(None, _SIGNS.split(name))) for name in (one, other))
    if here == there or "".join(_SIGNS.split(one)) == "".join(_SIGNS.split(other)):
        return 1.0
    match = SequenceMatcher(None, one, other)
    return match.ratio() if match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE else 0


def _digits(name: str) -> str:
    return "".join(char for char in name if char.isdigit())


def _told(count: int) -> int | None:
    return count if count == 0 or count >= SMALLEST_CELL else None
