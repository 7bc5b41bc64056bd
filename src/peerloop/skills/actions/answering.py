"""A person says whether short words from a list mean their skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import has_role, require
from peerloop.skills.actions.naming import word_anew
from peerloop.skills.locks import keep_skills
from peerloop.skills.models import Alias, WaitingAlias
from peerloop.skills.queries import find_skill
from peerloop.skills.queries.merged import MAY_CURATE, stands_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.people.models import Member


@transaction.atomic
def answer_words(ids: Collection[int], *, mean: bool, by: Member) -> list[WaitingAlias]:
    """Let those of the waiting words mean their skills from now on, or refuse them for good.

    Returns those that cannot, because the word means another skill by now; they wait on.
    """
    require(has_role(by, *MAY_CURATE))
    keep_skills()
    waiting = WaitingAlias.objects.select_for_update(of=("self",)).filter(pk__in=ids, refused_at=None)
    waiting = waiting.select_related("skill").order_by("pk")
    taken, meant = [], set()
    for word in waiting:
        skill = stands_for(word.skill)
        known = find_skill(word.name) if mean else None
        if known is not None and known.pk != skill.pk:
            taken.append(word)
            continue
        if not mean:
            word.refused_at = now()
            word.save(update_fields=["refused_at"])
        else:
            Alias.objects.get_or_create(key=word.key, defaults={"skill": word.skill, "name": word.name})
            word.delete()
            meant.add(skill.pk)
        verb = "word.meant" if mean else "word.refused"
        record(verb, actor=by, subject=skill, about=[by.pk], word=word.name)
    word_anew(meant)
    return taken
