"""Everything that one wants to know before a file is imported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.intake.queries.meanings import remembered
from peerloop.intake.queries.plan import Plan, plan_for
from peerloop.intake.queries.rings import rings
from peerloop.intake.rules.faults import Fault, Faults
from peerloop.intake.rules.people import people_in
from peerloop.intake.rules.reading import Table, read

if TYPE_CHECKING:
    from peerloop.intake.queries.known import Known
    from peerloop.intake.queries.plan import Node
    from peerloop.people.models import Member

FEW = 0.05
RING_SHOWN = 6


@dataclass(frozen=True)
class Preview:
    """What is wrong with a file, or else what importing it would do."""

    name: str
    complete: bool
    table: Table
    faults: list[Fault]
    plan: Plan
    known: Known

    @property
    def counts(self) -> dict[str, int]:
        """How many of each; all zero but ``rows`` and ``faults`` where something is wrong."""
        plan = Plan() if self.faults else self.plan
        return {
            "rows": len(self.table.lines),
            "faults": len(self.faults),
            "new": len(plan.new),
            "changed": len(plan.changes.keys() | {member.pk for member in plan.back}),
            "unchanged": plan.unchanged,
            "retired": len(plan.retired),
            "kept": plan.kept,
            "teams": len(plan.teams),
            "skills": len(plan.skills),
            "offers": len(plan.offers) + len(plan.offer_levels),
            "needs": len(plan.needs),
        }

    @cached_property
    def changes_nothing(self) -> bool:
        """Whether everything in the file is here already."""
        counts = self.counts
        return not any(counts[name] for name in ("new", "changed", "retired", "teams", "skills", "offers", "needs"))

    @property
    def changes_nobody(self) -> bool:
        """Whether it changes nothing but needs: as much as the one who gives the file may know.

        Which needs are here already is their members' own; a line would ask what somebody wants to learn.
        """
        counts = self.counts
        return not any(counts[name] for name in ("new", "changed", "retired", "teams", "skills", "offers"))

    @property
    def retires_many(self) -> bool:
        """Whether so many would be retired that somebody should say yes to it first."""
        return len(self.plan.retired) > FEW * self.plan.present


def preview(
    content: bytes, name: str, *, complete: bool = False, by: Member | None = None, lock: bool = False
) -> Preview:
    """Return what importing ``content`` would do, or every fault in it; writes nothing and never raises for bad input.

    ``complete``: members who are not in the file would be retired, save ``by``, who imports it. ``lock`` is for the
    import itself: nobody changes meanwhile.
    """
    faults = Faults()
    table = read(content, faults, headings=remembered())
    people = people_in(table, faults)
    plan, known = plan_for(people, faults, complete=complete, by=by, lock=lock)
    _no_rings(plan, known, faults)
    return Preview(name, complete, table, faults.ordered(table.written), plan, known)


def _no_rings(plan: Plan, known: Known, faults: Faults) -> None:
    """Tell each row that closes a ring whom the ring goes through."""
    manager_of: dict[Node, Node | None] = {pk: member.manager_id for pk, member in known.members.items()}
    manager_of.update(plan.managers)
    for ring in rings(manager_of):
        emails = [known.members[node].email if isinstance(node, int) else node for node in ring]
        along = " → ".join([*emails[:RING_SHOWN], "…"] if len(emails) > RING_SHOWN else [*emails, emails[0]])
        for node in ring:
            if node in plan.rows and plan.managers.get(node) is not None:
                person = plan.rows[node]
                told = _("These would be managers of one another in a ring: %(along)s.") % {"along": along}
                faults.add(person.line, "manager_email", person.links["manager_email"], told)
