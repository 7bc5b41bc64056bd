"""What a file would change, person by person.

Needs are told as the file names them, never as new or not: which are here already is their members' own. Neither are
hours that somebody has set: only that the file's are others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.intake.rules.week_words import week_words
from peerloop.kit.text import key
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.intake.queries.plan import Node
    from peerloop.intake.queries.preview import Preview

KINDS = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "back": gettext_lazy("back again"),
    "retired": gettext_lazy("retired"),
    "offers": gettext_lazy("offers only"),
    "unchanged": gettext_lazy("unchanged"),
}
FIELDS = {
    "name": gettext_lazy("name"),
    "email": gettext_lazy("e-mail"),
    "external_id": gettext_lazy("id"),
    "team": gettext_lazy("team"),
    "manager": gettext_lazy("manager"),
    "hired_on": gettext_lazy("hired on"),
    "time_zone": gettext_lazy("time zone"),
    "languages": gettext_lazy("languages"),
    "place": gettext_lazy("place"),
    "weekly_hours": gettext_lazy("hours a week"),
    "capacity": gettext_lazy("learners at a time"),
    "week": gettext_lazy("availability"),
}
LONGEST = 60
OFFERS_SHOWN = 8


@dataclass(frozen=True)
class Change:
    """A field of a person before and after; a new person has no before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """A person in the table. ``offers``: a skill, its level before (0 where it is new) and after."""

    kind: str
    name: str
    email: str
    changes: list[Change] = field(default_factory=list)
    offers: list[tuple[str, int, int]] = field(default_factory=list)
    more_offers: int = 0
    needs: int = 0

    @property
    def kind_name(self) -> str:
        """The kind in a word."""
        return str(KINDS[self.kind])

    @property
    def words(self) -> Iterator[str]:
        """Everything that the line says about somebody."""
        yield from (self.name, self.email)
        for one in self.changes:
            yield from (one.before, one.after)
        yield from (skill for skill, _before, _after in self.offers)


class Diff:
    """The lines of a preview, made as they are asked for: the file's in its order, then who would be retired."""

    def __init__(self, seen: Preview) -> None:
        self.plan, self.known = seen.plan, seen.known
        self.back = {member.pk for member in self.plan.back}
        self.offers: dict[Node, list[tuple[int, int, int]]] = {}
        for node, skill, level in self.plan.offers:
            self.offers.setdefault(node, []).append((skill, 0, level))
        for _pk, node, skill, before, after in self.plan.offer_levels:
            self.offers.setdefault(node, []).append((skill, before, after))
        named = [(self._kind(node), node) for node in reversed(self.plan.rows)]
        gone = sorted(self.plan.retired, key=lambda member: (member.name_key, member.pk))
        self.nodes: list[tuple[str, Node]] = [*named, *(("retired", member.pk) for member in gone)]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many lines there are of each kind."""
        return Counter(kind for kind, _node in self.nodes)

    def of(self, kind: str, word: str) -> list[tuple[str, Node]]:
        """Return the people of a kind ("" for all but the unchanged) whose line says a word."""
        wanted = [one for one in self.nodes if one[0] == kind or (not kind and one[0] != "unchanged")]
        sought = key(word)
        if not sought:
            return wanted
        folded = cache(key)  # the same few teams, zones and skills, thousands of times
        return [one for one in wanted if any(sought in folded(text) for text in self.line(*one).words)]

    def line(self, kind: str, node: Node) -> Line:
        """Return the line of somebody."""
        person = self.plan.rows.get(node)
        name, email = self._who(node)
        offers = [(self.skills[skill], before, after) for skill, before, after in self.offers.get(node, [])]
        return Line(
            kind=kind,
            name=name,
            email=email,
            changes=self._changes(node),
            offers=offers[:OFFERS_SHOWN],
            more_offers=max(0, len(offers) - OFFERS_SHOWN),
            needs=len(person.needs) if person else 0,
        )

    @cached_property
    def skills(self) -> dict[int, str]:
        """Names of skills that are here or come."""
        return dict(Skill.objects.values_list("pk", "name")) | self.plan.skills

    def _kind(self, node: Node) -> str:
        if isinstance(node, str):
            return "new"
        if node in self.back:
            return "back"
        if node in self.plan.changes:
            return "changed"
        return "offers" if node in self.offers else "unchanged"

    def _who(self, node: Node) -> tuple[str, str]:
        member = self.known.members.get(node) if isinstance(node, int) else None
        return (member.name, member.email) if member else (self.plan.new[str(node)].particulars["name"], str(node))

    def _changes(self, node: Node) -> list[Change]:
        given = self._given(node) if isinstance(node, str) else self.plan.changes.get(node, {})
        member = self.known.members[node] if isinstance(node, int) else None
        found = []
        for name, label in FIELDS.items():
            if name in given:
                before = _("other hours") if name == "week" else self._words(name, self._here(member, name))
                after = self._words(name, given[name])
                if member or after != _("none"):
                    found.append(Change(str(label), before if member else "", after))
        return found

    def _given(self, email: str) -> dict[str, Any]:
        """What the file says of a new person beside name and address."""
        person = self.plan.new[email]
        given = {name: value for name, value in person.particulars.items() if name not in ("name", "email")}
        if "team" in person.links:
            given["team"] = key(person.links["team"])
        return given | ({"manager": self.plan.managers[email]} if email in self.plan.managers else {})

    def _here(self, member: Any, name: str) -> Any:
        if member is None:
            return None
        if name == "team":
            return self.known.team_keys.get(member.team_id)
        return member.manager_id if name == "manager" else getattr(member, name)

    def _words(self, name: str, value: Any) -> str:
        if value in (None, "", []):
            return _("none")
        if name == "team":
            team = self.known.teams.get(value)
            told = team.name if team else self.plan.teams[value]
        elif name == "manager":
            told = self._who(value)[0]
        elif name == "week":
            told = week_words(bytes(value))
        elif isinstance(value, list):
            told = ", ".join(value)
        else:
            told = f"{value:g}" if isinstance(value, Decimal) else str(value)
        return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
