"""Which skill stands for one that went into another, and what went into it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.skills.models import Alias, Merge, Skill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Offer

AT_ONCE = 500
MAY_CURATE = (Role.ORGANISER, Role.ADMINISTRATOR)


def merges_seen_by(reader: Member) -> QuerySet[Merge]:
    """The merges that stand, the latest first, for organisers and administrators."""
    if not reader.is_active or not has_role(reader, *MAY_CURATE):
        return Merge.objects.none()
    return Merge.objects.select_related("gone", "into", "by").order_by("-at", "-pk")


def stands_for(skill: Skill) -> Skill:
    """Return the skill that ``skill`` went into, over as many merges as there are; itself where it stands."""
    merge = Merge.objects.filter(gone=skill.pk).select_related("into").first()
    return stands_for(merge.into) if merge else skill


def standing(reader: Member, pk: int) -> int:
    """Return the id of the skill that stands for the one of id ``pk``, 0 where there is none."""
    found = Skill.everything.filter(pk=pk).select_related("merge").first() if reader.is_active else None
    return (stands_for(found).pk if hasattr(found, "merge") else found.pk) if found else 0


def with_names_said(lines: Iterable[Offer | Need], owner: Member) -> None:
    """Let each of the owner's own offers or needs tell as ``said`` under which other names they have said it too.

    That is where merges have brought it from, and those that rest because this one shows.
    """
    into = ways()
    rests: dict[int, list[str]] = defaultdict(list)
    rows: list[Any] = list(lines)
    for row in rows[:1] if into else ():
        for one in type(row).everything.filter(member=owner, skill__in=into).select_related("home", "skill"):
            rests[into[one.skill_id]].append((one.home or one.skill).name)
    for row in rows:
        row.said = [*([row.home.name] if row.home_id else ()), *sorted(rests[row.skill_id])]


def ways() -> dict[int, int]:
    """Return for every skill that went into another the id of the one that stands for it."""
    into = dict(Merge.objects.values_list("gone", "into"))
    return {gone: end_of(gone, into) for gone in into}


def end_of(skill: int, into: Mapping[int, int]) -> int:
    """Follow ``into`` to its end; merges never make a ring."""
    while skill in into:
        skill = into[skill]
    return skill


def parts_of_all() -> dict[int, list[int]]:
    """Return for every skill into which others went directly the ids of those."""
    parts = defaultdict(list)
    for gone, into in Merge.objects.values_list("gone", "into"):
        parts[into].append(gone)
    return parts


def within(skill: int, parts: Mapping[int, list[int]] | None = None) -> set[int]:
    """Return the ids of ``skill`` and of all that went into it, by however many merges; ``parts`` spares a query."""
    parts = parts_of_all() if parts is None else parts
    found, rest = set[int](), [skill]
    while rest:
        found.add(at := rest.pop())
        rest += parts.get(at, ())
    return found


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield ``ids`` some hundreds at a time, as many as a query bears."""
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))


def names_of(skill: Skill, ids: set[int] | None = None) -> list[str]:
    """Return every word that means ``skill`` beside its name, those of merged skills too; ``ids``: of ``within``."""
    ids = within(skill.pk) if ids is None else ids
    names = {*Alias.objects.filter(skill__in=ids).exclude(key=skill.key).values_list("name", flat=True)}
    if others := ids - {skill.pk}:
        names |= {*Skill.everything.filter(pk__in=others).values_list("name", flat=True)}
    return sorted(names, key=str.casefold)
