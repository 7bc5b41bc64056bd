"""Skills come into being and get further names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.rules import has_role, require
from peerloop.search.actions import index, index_later
from peerloop.skills.locks import hold_skill
from peerloop.skills.models import Alias, Offer, Skill
from peerloop.skills.names import bare_key, full_key, padded
from peerloop.skills.queries import find_skill
from peerloop.skills.queries.merged import MAY_CURATE, batches, end_of, parts_of_all, ways, within
from peerloop.skills.rules import AlreadyThere, skill_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member


@transaction.atomic
def propose_skill(name: str, *, by: Member | None) -> Skill:
    """Add a skill; what is left of the name without its vendor becomes an alias, where that is free.

    Raises ``NotASkill`` for a name that cannot be one and ``AlreadyThere``, with the skill, for a known one.
    """
    name = skill_name(name)
    if known := find_skill(name):
        raise AlreadyThere(known)
    try:
        with transaction.atomic():
            skill = Skill.objects.create(name=name, key=full_key(name), words=padded([name]), proposed_by=by)
    except IntegrityError:  # somebody else proposed it in this very moment
        raise AlreadyThere(Skill.everything.get(key=full_key(name))) from None
    if bare := bare_key(name):
        Alias.objects.bulk_create([Alias(skill=skill, name=bare, key=bare)], ignore_conflicts=True)
    index("skill", [skill.pk])
    record("skill.proposed", actor=by, subject=skill, about=[by.pk] if by else [], name=name)
    return skill


@transaction.atomic
def add_alias(skill: Skill, name: str, *, by: Member | None) -> Alias:
    """Give ``skill`` another word; raises ``NotASkill``, or ``AlreadyThere`` where the word already means a skill."""
    name = skill_name(name)
    if known := find_skill(name):
        raise AlreadyThere(known)
    alias = Alias.objects.create(skill=hold_skill(skill), name=name, key=full_key(name))
    word_anew([alias.skill_id])
    record("skill.renamed", actor=by, subject=skill, about=[by.pk] if by else [], alias=name)
    return alias


@transaction.atomic
def remove_alias(alias: Alias, *, by: Member) -> None:
    """Take a word away from its skill: it means nothing from now on."""
    require(has_role(by, *MAY_CURATE))
    skill = hold_skill(alias.skill)
    alias.delete()
    word_anew({alias.skill_id, skill.pk})
    record("skill.renamed", actor=by, subject=skill, about=[by.pk], no_alias=alias.name)


@transaction.atomic
def rename_skill(skill: Skill, name: str, *, by: Member) -> None:
    """Give ``skill`` another name; the old one still means it, for files and people go on saying it.

    Raises ``NotASkill``, or ``AlreadyThere`` where the name means another skill.
    """
    require(has_role(by, *MAY_CURATE))
    skill, name = hold_skill(skill), skill_name(name)
    known, old = find_skill(name), skill.name
    if known and known.pk != skill.pk:
        raise AlreadyThere(known)
    if Skill.everything.filter(key=full_key(name)).exclude(pk=skill.pk).exists():  # of one that went into this one
        raise AlreadyThere(skill)
    if name == old:
        return
    Alias.objects.filter(skill=skill, key=full_key(name)).delete()
    if full_key(old) != full_key(name):
        Alias.objects.bulk_create([Alias(skill=skill, name=old, key=full_key(old))], ignore_conflicts=True)
    skill.name, skill.key = name, full_key(name)
    skill.save(update_fields=["name", "key"])
    word_anew([skill.pk])
    index_later("skill", Skill.objects.filter(broader=skill).values_list("pk", flat=True))
    index_later("member", Offer.objects.filter(skill=skill).values_list("member", flat=True))
    record("skill.renamed", actor=by, subject=skill, about=[by.pk], name=name, old=old)


@transaction.atomic
def remove_broader(skill: Skill, broader: Skill, *, by: Member) -> None:
    """Say no longer that ``broader`` contains ``skill``, nor that what went into the one contains the other."""
    require(has_role(by, *MAY_CURATE))
    links = Skill.broader.through._default_manager
    links.filter(from_skill__in=within(skill.pk), to_skill__in=within(broader.pk)).delete()
    index("skill", [skill.pk])
    record("skill.placed", actor=by, subject=skill, not_broader=broader.pk)


def word_anew(ids: Iterable[int]) -> None:
    """Keep under which words each of these skills is sought: those of all that went into it too."""
    parts = parts_of_all()
    wholes = {pk: within(pk, parts) for pk in ids}
    for some in batches(sorted(wholes)):
        sought = sorted(set().union(*(wholes[pk] for pk in some)))
        names: dict[int, list[str]] = {}
        for pk, name in [
            *Skill.everything.filter(pk__in=sought).values_list("pk", "name"),
            *Alias.objects.filter(skill__in=sought).values_list("skill", "name"),
        ]:
            names.setdefault(pk, []).append(name)
        skills = Skill.everything.filter(pk__in=some).only("words").in_bulk()
        for pk, skill in skills.items():
            skill.words = padded(name for part in wholes[pk] for name in names[part])
        Skill.everything.bulk_update(skills.values(), ["words"])
    index("skill", wholes)


@transaction.atomic
def add_broader(skill: Skill, broader: Skill, *, by: Member | None) -> None:
    """Say that ``broader`` contains ``skill``; raises ``ValidationError`` for a ring."""
    skill, broader = hold_skill(skill), hold_skill(broader)
    above, reached = within(broader.pk), within(broader.pk)
    while above:
        found = set(Skill.everything.filter(narrower__in=above).values_list("pk", flat=True))
        above = set().union(*(within(end_of(pk, ways())) for pk in found)) - reached
        reached |= above
    if skill.pk in reached:
        raise ValidationError(_("“%(skill)s” would then be broader than itself.") % {"skill": skill.name})
    skill.broader.add(broader)
    index("skill", [skill.pk])
    record("skill.placed", actor=by, subject=skill, broader=broader.pk)
