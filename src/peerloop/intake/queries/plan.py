"""What a file changes, worked out against what is here; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from peerloop.intake.models import TakenBack
from peerloop.intake.queries.known import Known, KnownLines, KnownSkills
from peerloop.intake.queries.managers import addressed
from peerloop.kit.text import key
from peerloop.people.models import Role, RoleGrant
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from peerloop.intake.rules.faults import Faults
    from peerloop.intake.rules.people import Person
    from peerloop.people.models import Member

Node = int | str
"""A person in the plan: the id of a member who is here, or the e-mail address of a new one."""


class Leveled(NamedTuple):
    """A waiting offer, by its id, whose level follows the file."""

    pk: int
    node: Node
    skill: int
    before: int
    after: int


@dataclass
class Plan:
    """Everything that an import will write, by node."""

    new: dict[str, Person] = field(default_factory=dict)
    changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    back: list[Member] = field(default_factory=list)
    unchanged: int = 0
    retired: list[Member] = field(default_factory=list)
    kept: int = 0
    present: int = 0
    rows: dict[Node, Person] = field(default_factory=dict)
    managers: dict[Node, Node | None] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    skills: dict[int, str] = field(default_factory=dict)
    offers: list[tuple[Node, int, int]] = field(default_factory=list)
    offer_levels: list[Leveled] = field(default_factory=list)
    needs: list[tuple[Node, int, int]] = field(default_factory=list)
    needs_named: int = 0

    @property
    def steps(self) -> int:
        """How many rows are to be written."""
        return len(self.new) + len(self.changes) + len(self.retired) + len(self.offers) + len(self.needs)


def plan_for(
    people: list[Person], faults: Faults, *, complete: bool, by: Member | None, lock: bool
) -> tuple[Plan, Known]:
    """Return the plan for ``people`` and what it was worked out against; what cannot be goes to ``faults``.

    ``complete``: who is not in the file is retired, save who is ``spared``. Nobody (None) is the command on the
    machine itself.
    """
    known, plan = Known.read(lock=lock), Plan()
    addressed(people, known, faults)
    nodes = {person.line: _node(person, known, faults) for person in people if person.email}
    _addresses(people, nodes, known, faults)
    _kept_addresses(people, nodes, known, faults, by)
    _retire(plan, known, nodes, complete=complete, keep=spared(by))
    emails = {person.email: nodes[person.line] for person in people if person.line in nodes}
    leaving = {member.pk for member in plan.retired}
    written = {person.wrote for person in people}
    plan.rows = {nodes[person.line]: person for person in reversed(people) if person.line in nodes}
    for person in people:
        if person.line in nodes:
            told = _managed(person, nodes[person.line], emails, known, leaving, plan)
            sought = person.links.get("manager_email", "")
            if told and (sought in emails or sought not in written):  # an address with a fault of its own is told there
                faults.add(person.line, "manager_email", sought, told)
            _placed(person, nodes[person.line], known, plan)
    _lines(people, nodes, plan)
    plan.unchanged = len(set(nodes.values())) - len(plan.new) - len(plan.changes.keys() | {m.pk for m in plan.back})
    return plan, known


def _node(person: Person, known: Known, faults: Faults) -> Node:
    """The member whom a row means: by external id, else by address."""
    outer = person.particulars.get("external_id")
    by_email = known.by_email.get(person.email)
    if outer and outer in known.by_external_id:
        return known.by_external_id[outer].pk
    if outer and by_email and by_email.external_id:
        told = _("This address belongs to somebody with the id “%(id)s”.") % {"id": by_email.external_id}
        faults.add(person.line, "external_id", outer, told)
    return by_email.pk if by_email else person.email


def _addresses(people: list[Person], nodes: dict[int, Node], known: Known, faults: Faults) -> None:
    """No address with two owners afterwards, and no member meant by two rows."""
    taken: dict[Node, Person] = {}
    after = {pk: member.email for pk, member in known.members.items()}
    for person in people:
        node = nodes.get(person.line)
        if node is None:
            continue
        first = taken.setdefault(node, person)
        if first.email != person.email:
            told = _("Line %(line)s means the same person.") % {"line": first.line}
            faults.add(person.line, "external_id", person.particulars.get("external_id") or "", told)
        if isinstance(node, int):
            after[node] = person.email
    owners: dict[str, int] = {}
    for pk, email in after.items():
        owners.setdefault(email, pk)
    twice = {pk: owners[email] for pk, email in after.items() if owners[email] != pk}
    for person in people:
        if nodes.get(person.line) in {*twice, *twice.values()} and _moves(person, nodes, known):
            faults.add(person.line, "email", person.email, _("Another member has this e-mail address."))


def _kept_addresses(
    people: list[Person], nodes: dict[int, Node], known: Known, faults: Faults, by: Member | None
) -> None:
    """No address changed by who is no administrator: with a code sent to another address one is that person."""
    if by is None or has_role(by, Role.ADMINISTRATOR):
        return
    for person in people:
        if person.line in nodes and _moves(person, nodes, known):
            told = _("Only an administrator changes the address with which somebody signs in.")
            faults.add(person.line, "email", person.email, told)


def _moves(person: Person, nodes: dict[int, Node], known: Known) -> bool:
    node = nodes[person.line]
    return isinstance(node, int) and known.members[node].email != person.email


def spared(by: Member | None) -> set[int]:
    """Ids of whom a complete file does not retire: who imports it, and the administrators where no one of them does."""
    if by is None:
        return set()
    if has_role(by, Role.ADMINISTRATOR):
        return {by.pk}
    return {by.pk, *RoleGrant.objects.filter(role=Role.ADMINISTRATOR).values_list("member", flat=True)}


def _retire(plan: Plan, known: Known, nodes: dict[int, Node], *, complete: bool, keep: set[int]) -> None:
    named = set(nodes.values())
    present = [member for member in known.members.values() if member.departed_at is None]
    missing = [member for member in present if member.pk not in named]
    plan.present = len(present)
    plan.retired = [member for member in missing if member.pk not in keep] if complete else []
    plan.kept = len(missing) - len(plan.retired)


def _managed(person: Person, node: Node, emails: dict[str, Node], known: Known, leaving: set[int], plan: Plan) -> str:
    """Note the manager whom the row names and return "", or return why that cannot be."""
    sought = person.links.get("manager_email")
    if sought is None:
        return ""
    plan.managers[node] = None
    if not sought:
        return ""
    found = known.by_email.get(sought)
    manager: Node | None = emails.get(sought, found.pk if found else None)
    if manager is None:
        return _("No one with this address is in the file or here already.")
    if manager == node:
        return _("Nobody is their own manager.")
    if manager in leaving:
        return _("This manager is not in the file, and a complete import would retire them.")
    is_so = isinstance(node, int) and known.members[node].manager_id == manager
    if sought not in emails and found and found.departed_at is not None and manager not in plan.rows and not is_so:
        return _("This manager has left the organisation.")
    plan.managers[node] = manager
    return ""


def _placed(person: Person, node: Node, known: Known, plan: Plan) -> None:
    """Note a new person, or what changes about a known one."""
    team = person.links.get("team")
    if team and key(team) not in known.teams:
        plan.teams.setdefault(key(team), team)
    if isinstance(node, str):
        plan.new[node] = person
        return
    member = known.members[node]
    changes = {name: value for name, value in person.particulars.items() if _differs(member, name, value)}
    if team is not None and key(team) != (known.team_keys.get(member.team_id, "") if member.team_id else ""):
        changes["team"] = key(team)
    if node in plan.managers and plan.managers[node] != member.manager_id:
        changes["manager"] = plan.managers[node]
    if changes:
        plan.changes[node] = changes
    if member.departed_at is not None:
        plan.back.append(member)


def _differs(member: Member, name: str, value: Any) -> bool:
    here = getattr(member, name)
    return bool((bytes(here) if name == "week" else here) != value)


def _lines(people: list[Person], nodes: dict[int, Node], plan: Plan) -> None:
    """Note the offers and needs that are not here; a member's own word is left as it stands."""
    skills = KnownSkills.read()
    lines = KnownLines.read(node for node in nodes.values() if isinstance(node, int))
    wanted: dict[str, dict[tuple[Node, int], int]] = {"offer": {}, "need": {}}
    for person in people:
        if person.line not in nodes:
            continue
        node = nodes[person.line]
        for kind, given in (("offer", person.offers), ("need", person.needs)):
            for name, level in given.items():
                wanted[kind].setdefault((node, skills.id_of(name)), level)
    for (node, skill), level in wanted["offer"].items():
        here = lines.offers.get((node, skill)) if isinstance(node, int) else None
        if here is None and (TakenBack.Kind.OFFER, node, skill) not in lines.taken_back:
            plan.offers.append((node, skill, level))
        elif here and not here[2] and here[1] != level:
            plan.offer_levels.append(Leveled(here[0], node, skill, here[1], level))
    for (node, skill), level in wanted["need"].items():
        if (node, skill) not in lines.needs and (TakenBack.Kind.NEED, node, skill) not in lines.taken_back:
            plan.needs.append((node, skill, level))
    plan.needs_named = len(wanted["need"])
    plan.skills = skills.new
