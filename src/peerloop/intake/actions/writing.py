"""A plan becomes rows, thousands at a time. The import's one journal entry stands for all of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from peerloop.kit.clock import now
from peerloop.kit.text import key
from peerloop.people.models import Member, Team
from peerloop.skills.models import Alias, Need, Offer, Skill, Visibility
from peerloop.skills.names import bare_key, full_key, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from peerloop.intake.queries.known import Known
    from peerloop.intake.queries.plan import Node, Plan

    Tell = Callable[[int], None]

T = TypeVar("T")
AT_ONCE = 2000
CHANGEABLE = [
    "email", "name", "name_key", "external_id", "team", "manager", "time_zone", "languages", "hired_on", "place",
    "weekly_hours", "capacity", "week",
]  # fmt: skip


def write(plan: Plan, known: Known, tell: Tell) -> list[int]:
    """Write teams, skills, members, offers and needs; return the ids of the members who are new or changed.

    ``tell`` is called with the number of members, offers and needs written since it was called last.
    """
    teams = _teams(plan, known)
    skills = _skills(plan)
    ids: dict[Node, int] = {pk: pk for pk in known.members}
    for tier in _tiers(plan):
        for batch in _batches(tier):
            fresh = [_newcomer(plan, email, teams, ids) for email in batch]
            ids.update((member.email, member.pk) for member in Member.objects.bulk_create(fresh))
            tell(len(batch))
    _change(plan, known, teams, ids)
    tell(len(plan.changes))
    _lines(plan, ids, skills, tell)
    return sorted({*(ids[email] for email in plan.new), *plan.changes})


def _teams(plan: Plan, known: Known) -> dict[str, int]:
    """Team ids by key."""
    fresh = [Team(key=team_key, name=name) for team_key, name in plan.teams.items()]
    made = Team.objects.bulk_create(fresh)
    return {team.key: team.pk for team in [*known.teams.values(), *made]}


def _skills(plan: Plan) -> dict[int, int]:
    """Written ids by planned ones; each new skill gets its name without the vendor as an alias, where free."""
    fresh = [Skill(name=name, key=full_key(name), words=padded([name])) for name in plan.skills.values()]
    made = Skill.objects.bulk_create(fresh)
    bare = [(skill, bare_key(skill.name)) for skill in made]
    Alias.objects.bulk_create(
        [Alias(skill=skill, name=name, key=name) for skill, name in bare if name], ignore_conflicts=True
    )
    return dict(zip(plan.skills, (skill.pk for skill in made), strict=True))


def _tiers(plan: Plan) -> Iterator[list[str]]:
    """New people, managers before their reports, so that each is written once with their manager."""
    reports: dict[Node | None, list[str]] = {}
    for email in plan.new:
        manager = plan.managers.get(email)
        reports.setdefault(manager if isinstance(manager, str) else None, []).append(email)
    tier = reports.get(None, [])
    while tier:
        yield tier
        tier = [report for email in tier for report in reports.get(email, [])]


def _newcomer(plan: Plan, email: str, teams: dict[str, int], ids: dict[Node, int]) -> Member:
    person = plan.new[email]
    manager = plan.managers.get(email)
    member = Member(
        **person.particulars,
        name_key=key(person.particulars["name"]),
        team_id=teams.get(key(person.links.get("team", ""))),
        manager_id=None if manager is None else ids[manager],
        joined_at=now(),
    )
    member.set_unusable_password()
    return member


def _change(plan: Plan, known: Known, teams: dict[str, int], ids: dict[Node, int]) -> None:
    """Write what changes about members; the rows stand already, so each conflict on the id is an update."""
    changed = [_changed(known.members[pk], changes, teams, ids) for pk, changes in plan.changes.items()]
    moving = [pk for pk, changes in plan.changes.items() if "email" in changes]
    for pk in moving:  # two who swap their addresses must not meet on the way
        Member.objects.filter(pk=pk).update(email=f"moving-{pk}@invalid")
    for batch in _batches(changed):
        Member.objects.bulk_create(batch, update_conflicts=True, unique_fields=["id"], update_fields=CHANGEABLE)


def _changed(member: Member, changes: dict[str, Any], teams: dict[str, int], ids: dict[Node, int]) -> Member:
    for name, value in changes.items():
        if name == "team":
            member.team_id = teams.get(value)
        elif name == "manager":
            member.manager_id = None if value is None else ids[value]
        else:
            setattr(member, name, value)
    member.name_key = key(member.name)
    return member


def _lines(plan: Plan, ids: dict[Node, int], skills: dict[int, int], tell: Tell) -> None:
    at = now()
    offers = (
        Offer(member_id=ids[node], skill_id=skills.get(skill, skill), level=level, made_at=at)
        for node, skill, level in plan.offers
    )
    needs = (
        Need(
            member_id=ids[node],
            skill_id=skills.get(skill, skill),
            level=level,
            visibility=Visibility.MATCHING,
            made_at=at,
        )
        for node, skill, level in plan.needs
    )
    for offer_batch in _batches(offers):
        Offer.objects.bulk_create(offer_batch)
        tell(len(offer_batch))
    for need_batch in _batches(needs):
        Need.objects.bulk_create(need_batch)
        tell(len(need_batch))
    for level in set(plan.offer_levels.values()):
        pks = [pk for pk, new in plan.offer_levels.items() if new == level]
        for batch in _batches(pks):
            Offer.objects.filter(pk__in=batch).update(level=level)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, AT_ONCE)):
        yield batch
