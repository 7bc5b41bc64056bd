"""Two skills turn out to be one; and two again, without losing a row.

The one that is ``gone`` stays as a row that nobody sees, with its name, its aliases and its place among broader skills;
whoever names it means the other. Rows of other rooms move by those rooms' reactions to ``skill.merged`` and back by
those to ``skill.unmerged``: see ``move`` and ``bring_back``. Of a member's offers or needs see ``places``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import has_role, require
from peerloop.search.actions import index_later
from peerloop.skills.actions.naming import word_anew
from peerloop.skills.actions.places import join_places, part_places
from peerloop.skills.locks import change_skills
from peerloop.skills.models import Merge, Moved, Need, Offer, Skill
from peerloop.skills.queries.merged import AT_ONCE, MAY_CURATE, batches, end_of, within

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from peerloop.people.models import Member


class NotToMerge(ValidationError):
    """These two cannot become one: they are one already, or one of them is no longer there."""


@transaction.atomic
def merge_skills(gone: Skill, into: Skill, *, by: Member | None) -> Merge:
    """Let ``gone`` be ``into`` from now on; raises ``NotToMerge``, and ``PermissionDenied`` for who may not.

    Waits for whoever is writing an offer or a need just now.
    """
    require(by is None or has_role(by, *MAY_CURATE))
    change_skills()
    if gone.pk == into.pk:
        raise NotToMerge(_("Choose another skill: this is the same one."))
    if Skill.objects.filter(pk__in=[gone.pk, into.pk]).count() < 2:
        raise NotToMerge(_("One of the two has just been merged with another skill. Look at the list again."))
    merge = Merge.objects.create(gone=gone, into=into, by=by, at=now())
    about = {*join_places(Offer, gone.pk, into.pk), *join_places(Need, gone.pk, into.pk)}
    word_anew([gone.pk, into.pk])
    index_later("member", about)
    record("skill.merged", actor=by, subject=merge, about=about, gone=gone.pk, into=into.pk)
    return merge


@transaction.atomic
def take_back_merge(merge: Merge, *, by: Member | None) -> None:
    """Let the two be two again, each with its own rows; what came after the merge stays with the other.

    Raises ``NotToMerge`` where that has been done meanwhile, and ``PermissionDenied`` for who may not.
    """
    require(by is None or has_role(by, *MAY_CURATE))
    change_skills()
    merge = Merge.objects.filter(pk=merge.pk).first() or _over()
    into = dict(Merge.objects.values_list("gone", "into"))
    root = end_of(merge.into_id, into)
    parted = within(merge.gone_id)
    rest = within(root) - parted
    about = {*part_places(Offer, root, rest, merge.gone_id, parted)}
    about |= {*part_places(Need, root, rest, merge.gone_id, parted)}
    record("skill.unmerged", actor=by, subject=merge, about=about, gone=merge.gone_id, into=merge.into_id)
    merge.delete()
    above = [merge.into_id]
    while above[-1] in into:
        above.append(into[above[-1]])
    word_anew([merge.gone_id, *above])
    index_later("member", about)


def move(merge: Merge, rows: QuerySet[Model]) -> None:
    """Point those of ``rows`` that name ``merge.gone`` in their field ``skill`` to ``merge.into``.

    Called by the rooms' reactions to ``skill.merged``; what was moved is noted, so that ``bring_back`` finds it.
    """
    table = rows.model._meta.label
    ids = list(rows.filter(skill=merge.gone_id).values_list("pk", flat=True))
    Moved.objects.bulk_create((Moved(merge=merge, table=table, row=pk) for pk in ids), batch_size=AT_ONCE)
    for batch in batches(ids):
        rows.filter(pk__in=batch).update(skill=merge.into_id)


def bring_back(merge: Merge, rows: QuerySet[Model]) -> None:
    """Point those of ``rows`` that ``move`` moved back to ``merge.gone``, wherever later merges have taken them."""
    table = rows.model._meta.label
    ids = list(merge.moved.filter(table=table).values_list("row", flat=True))
    later = _later(merge)
    for batch in batches(ids):
        rows.filter(pk__in=batch).update(skill=merge.gone_id)
        Moved.objects.filter(merge__in=later, table=table, row__in=batch).delete()


def _later(merge: Merge) -> list[int]:
    """The merges through which ``merge.into`` went further."""
    by_gone = {gone: (pk, into) for pk, gone, into in Merge.objects.values_list("pk", "gone", "into")}
    found, at = [], merge.into_id
    while at in by_gone:
        pk, at = by_gone[at]
        found.append(pk)
    return found


def _over() -> Merge:
    raise NotToMerge(_("This has been taken back already."))
