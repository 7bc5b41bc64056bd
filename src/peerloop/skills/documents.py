"""What can be found of a skill, by all its names and by what is broader; and of a member, what they help with."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from peerloop.search.kinds import Text, adds, narrows, register
from peerloop.skills.models import Alias, Offer, Skill
from peerloop.skills.names import SHORT_VENDORS, bare_key, full_key
from peerloop.skills.queries import offers_seen_by, skills_seen_by
from peerloop.skills.queries.merged import ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from peerloop.people.models import Member

SKILL, MEMBER = "skill", "member"


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the skills that stand; one that went into another is found as that one."""
    skills = {skill.pk: skill for skill in Skill.objects.filter(pk__in=ids).prefetch_related("broader")}
    into = {gone: stands for gone, stands in ways().items() if stands in skills}
    parts = [*skills, *into]
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in Alias.objects.filter(skill__in=parts).order_by("pk").values_list("skill", "name"):
        names[into.get(pk, pk)].append(name)
    for pk, name in Skill.everything.filter(pk__in=into).values_list("pk", "name"):
        names[into[pk]].append(name)
    return {pk: _text(skill, names[pk]) for pk, skill in skills.items()}


def offered(ids: Sequence[int]) -> dict[int, str]:
    """Return what the members have confirmed that they help with, and their lines about it."""
    words: dict[int, list[str]] = defaultdict(list)
    confirmed = Offer.objects.filter(member__in=ids, confirmed_at__isnull=False).order_by("pk")
    for member, name, line in confirmed.values_list("member", "skill__name", "text"):
        words[member] += [name, line]
    return {member: "\n".join(said) for member, said in words.items()}


def helping_with(rows: QuerySet[Member], reader: Member, skill: int) -> QuerySet[Member]:
    """Those who offer the skill, as far as the reader sees the offer."""
    offered = offers_seen_by(reader).filter(member=OuterRef("pk"), skill=skill, confirmed_at__isnull=False)
    return rows.filter(Exists(offered))


def _text(skill: Skill, aliases: list[str]) -> Text:
    first, _, rest = full_key(skill.name).partition(" ")
    shorter = [f"{short} {rest}" for short, long in SHORT_VENDORS.items() if rest and first == long]
    names = tuple(dict.fromkeys(name for name in [*aliases, bare_key(skill.name), *shorter] if name))
    broader = sorted(one.name for one in skill.broader.all())
    return Text(skill.name, "\n".join([*names, *broader]), names)


register(SKILL, of=Skill, seen_by=skills_seen_by, read=read)
adds(MEMBER, offered)
narrows(MEMBER, skill=helping_with)
