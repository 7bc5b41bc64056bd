"""A plan becomes rows, thousands at a time. The import's one journal entry stands for all of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from allauth.account.models import EmailAddress

from peerloop.kit.clock import now
from peerloop.kit.text import key
from peerloop.people.models import Member, Team
from peerloop.search.actions import index
from peerloop.skills.models import Alias, Need, Offer, Skill, Visibility
from peerloop.skills.names import bare_key, full_key, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from peerloop.intake.actions.traces import Traces
    from peerloop.intake.queries.known import Known
    from peerloop.intake.queries.plan import Node, Plan

    Tell = Callable[[int], None]

T = TypeVar("T")
AT_ONCE = 2000
CHANGEABLE = [
    "email", "name", "name_key", "external_id", "team", "manager", "time_zone", "languages", "hired_on", "place",
    "weekly_hours", "capacity", "week",
]  # fmt: skip


def write(plan: Plan, known: Known, traces: Traces, tell: Tell) -> list[int]:
    """Write teams, skills, members, offers and needs; return the ids of the members who are new or changed.

    ``tell`` is called with the number of members, offers and needs written since it was called last; ``traces`` keep
    what was written.
    """
    teams = _teams(plan, known, traces)
    skills = _skills(plan, traces)
    ids: dict[Node, int] = {pk: pk for pk in known.members}
    for tier in _tiers(plan):
        for batch in batches(tier):
            fresh = [_newcomer(plan, email, teams, ids) for email in batch]
            ids.update((member.email, member.pk) for member in Member.objects.bulk_create(fresh))
            tell(len(batch))
    traces.new("member", (ids[email] for email in plan.new))
    _change(plan, known, teams, ids, traces)
    tell(len(plan.changes))
    _lines(plan, ids, skills, tell, traces)
    written = sorted({*(ids[email] for email in plan.new), *plan.changes})
    index("skill", skills.values())
    index("member", written)
    return written


def _teams(plan: Plan, known: Known, traces: Traces) -> dict[str, int]:
    """Team ids by key."""
    fresh = [Team(key=team_key, name=name) for team_key, name in plan.teams.items()]
    made = Team.objects.bulk_create(fresh)
    traces.new("team", (team.pk for team in made))
    return {team.key: team.pk for team in [*known.teams.values(), *made]}


def _skills(plan: Plan, traces: Traces) -> dict[int, int]:
    """Written ids by planned ones; each new skill gets its name without the vendor as an alias, where free."""
    fresh = [Skill(name=name, key=full_key(name), words=padded([name])) for name in plan.skills.values()]
    made = Skill.objects.bulk_create(fresh)
    bare = [(skill, bare_key(skill.name)) for skill in made]
    Alias.objects.bulk_create(
        [Alias(skill=skill, name=name, key=name) for skill, name in bare if name], ignore_conflicts=True
    )
    ids = dict(zip(plan.skills, (skill.pk for skill in made), strict=True))
    wanted = {ids[skill] for node, skill, _level in plan.needs if isinstance(node, int) and skill in ids}
    traces.new("skill", (pk for pk in ids.values() if pk not in wanted))
    traces.new("skill", wanted, before={"wanted": True})
    return ids


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


def _change(plan: Plan, known: Known, teams: dict[str, int], ids: dict[Node, int], traces: Traces) -> None:
    changed = []
    for pk, changes in plan.changes.items():
        member = known.members[pk]
        with traces.of_member(member, changes):
            changed.append(_changed(member, changes, teams, ids))
    store(changed, moving=[pk for pk, changes in plan.changes.items() if "email" in changes])


def store(changed: list[Member], *, moving: Iterable[int]) -> None:
    """Write what changes about members who are here; ``moving`` are the ids of those with another address.

    The rows stand already, so each conflict on the id is an update. The old address must not open the door any more.
    """
    for pk in moving:  # two who swap their addresses must not meet on the way
        Member.objects.filter(pk=pk).update(email=f"moving-{pk}@invalid")
        EmailAddress.objects.filter(user_id=pk).delete()
    for batch in batches(changed):
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


def _lines(plan: Plan, ids: dict[Node, int], skills: dict[int, int], tell: Tell, traces: Traces) -> None:
    """Write offers and needs; those of new people leave no trace of their own, for they go with them."""
    at, new = now(), {ids[email] for email in plan.new}
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
    for offer_batch in batches(offers):
        made_offers = Offer.objects.bulk_create(offer_batch)
        traces.new("offer", (offer.pk for offer in made_offers if offer.member_id not in new))
        tell(len(offer_batch))
    for need_batch in batches(needs):
        made_needs = Need.objects.bulk_create(need_batch)
        traces.new("need", (need.pk for need in made_needs if need.member_id not in new))
        tell(len(need_batch))
    for level in {leveled.after for leveled in plan.offer_levels}:
        for batch in batches(leveled for leveled in plan.offer_levels if leveled.after == level):
            Offer.objects.filter(pk__in=[leveled.pk for leveled in batch]).update(level=level)
    for leveled in plan.offer_levels:
        traces.changed("offer", leveled.pk, {"level": [leveled.before, leveled.after]})


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield ``rows`` as lists of 2,000."""
    iterator = iter(rows)
    while batch := list(islice(iterator, AT_ONCE)):
        yield batch
