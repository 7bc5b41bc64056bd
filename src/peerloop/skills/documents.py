"""What can be found of a skill, by all its names and by what is broader; and of a member, what they help with."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from peerloop.search.kinds import Text, adds, register
from peerloop.skills.models import Offer, Skill
from peerloop.skills.names import SHORT_VENDORS, bare_key, full_key
from peerloop.skills.queries import skills_seen_by

if TYPE_CHECKING:
    from collections.abc import Sequence

SKILL, MEMBER = "skill", "member"


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the skills that stand for themselves: those merged into others are found as these."""
    skills = Skill.objects.filter(pk__in=ids, merge=None).prefetch_related("aliases", "broader")
    return {skill.pk: _text(skill) for skill in skills}


def offered(ids: Sequence[int]) -> dict[int, str]:
    """Return what the members have confirmed that they help with, and their lines about it."""
    words: dict[int, list[str]] = defaultdict(list)
    confirmed = Offer.objects.filter(member__in=ids, confirmed_at__isnull=False).order_by("pk")
    for member, name, line in confirmed.values_list("member", "skill__name", "text"):
        words[member] += [name, line]
    return {member: "\n".join(said) for member, said in words.items()}


def _text(skill: Skill) -> Text:
    names = [alias.name for alias in skill.aliases.all()]
    first, _, rest = full_key(skill.name).partition(" ")
    names += [bare for bare in [bare_key(skill.name)] if bare]
    names += [f"{short} {rest}" for short, long in SHORT_VENDORS.items() if rest and first == long]
    body = "\n".join([*dict.fromkeys(names), *(broader.name for broader in skill.broader.all())])
    return Text(skill.name, body, tuple(names))


register(SKILL, of=Skill, seen_by=skills_seen_by, read=read)
adds(MEMBER, offered)
