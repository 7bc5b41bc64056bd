"""Skills come into being and get further names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.skills.models import Alias, Skill
from peerloop.skills.names import bare_key, full_key, padded
from peerloop.skills.queries import find_skill
from peerloop.skills.rules import AlreadyThere, skill_name

if TYPE_CHECKING:
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
        raise AlreadyThere(Skill.objects.get(key=full_key(name))) from None
    if bare := bare_key(name):
        Alias.objects.bulk_create([Alias(skill=skill, name=bare, key=bare)], ignore_conflicts=True)
    record("skill.proposed", actor=by, subject=skill, about=[by.pk] if by else [], name=name)
    return skill


@transaction.atomic
def add_alias(skill: Skill, name: str, *, by: Member | None) -> Alias:
    """Give ``skill`` another word; raises ``NotASkill``, or ``AlreadyThere`` where the word already means a skill."""
    name = skill_name(name)
    if known := find_skill(name):
        raise AlreadyThere(known)
    alias = Alias.objects.create(skill=skill, name=name, key=full_key(name))
    skill.words = padded([skill.name, *skill.aliases.values_list("name", flat=True)])
    skill.save(update_fields=["words"])
    record("skill.renamed", actor=by, subject=skill, about=[by.pk] if by else [], alias=name)
    return alias


@transaction.atomic
def add_broader(skill: Skill, broader: Skill, *, by: Member | None) -> None:
    """Say that ``broader`` contains ``skill``; raises ``ValidationError`` for a ring."""
    above, reached = {broader.pk}, {broader.pk}
    while above:
        above = set(Skill.objects.filter(narrower__in=above).values_list("pk", flat=True)) - reached
        reached |= above
    if skill.pk in reached:
        raise ValidationError(_("“%(skill)s” would then be broader than itself.") % {"skill": skill.name})
    skill.broader.add(broader)
    record("skill.placed", actor=by, subject=skill, broader=broader.pk)
