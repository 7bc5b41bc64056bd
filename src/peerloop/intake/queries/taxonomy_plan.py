"""What a list of skills changes here, worked out against the skills that there are; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peerloop.intake.queries.known import KnownSkills
from peerloop.intake.rules.taxonomies import Listing, claimed_twice, read_taxonomy
from peerloop.skills.models import Skill, WaitingAlias
from peerloop.skills.names import bare_key, is_short
from peerloop.skills.queries.merged import ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.intake.models import SkillList
    from peerloop.intake.rules.faults import Fault
    from peerloop.intake.rules.taxonomies import Entry

Node = int | str
"""A skill in the plan: the id of one that is here, or the key of a new one."""
SAMPLE = 12
KEPT_SECONDS = 600


@dataclass
class TaxonomyPlan:
    """Everything that a list will write. ``met``: keys of its skills that are here, by id; ``left_out`` with why."""

    new: dict[str, str] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, tuple[Node, str]] = field(default_factory=dict)
    waiting: dict[tuple[Node, str], str] = field(default_factory=dict)
    broader: list[tuple[Node, Node]] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    unknown: int = 0
    names: dict[int, str] = field(default_factory=dict)

    def name_of(self, node: Node) -> str:
        """The name of a skill of the plan."""
        return self.names[node] if isinstance(node, int) else self.new[node]

    @property
    def steps(self) -> int:
        """How many rows are to be written."""
        return len(self.new) + len(self.aliases) + len(self.waiting) + len(self.broader)


@dataclass(frozen=True)
class TaxonomyPreview:
    """What is wrong with a list, each fault with its file, or else what bringing it in would do."""

    listing: Listing
    faults: list[tuple[str, Fault]]
    plan: TaxonomyPlan

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        plan = self.plan
        return {
            "rows": self.listing.lines,
            "faults": len(self.faults),
            "new": len(plan.new),
            "here": len(plan.met),
            "aliases": len(plan.aliases),
            "waiting": len(plan.waiting),
            "broader": len(plan.broader),
            "left_out": len(plan.left_out),
            "unknown": plan.unknown,
        }

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in it is here already."""
        return not self.plan.steps

    def samples(self) -> dict[str, list[tuple[str, ...]]]:
        """Return some of each for the page, in the order of the list."""
        plan, name_of = self.plan, self.plan.name_of
        skills = self.listing.skills
        renamed = ((skills[own].name, plan.names[pk]) for own, pk in plan.met.items() if own in skills)
        return {
            "new": [(name,) for name in _first(plan.new.values())],
            "here": [(said, name) for said, name in _first(renamed)],
            "aliases": [(name, name_of(node)) for node, name in _first(plan.aliases.values())],
            "waiting": [(name, name_of(node)) for (node, _word), name in _first(plan.waiting.items())],
            "broader": [(name_of(one), name_of(above)) for one, above in _first(plan.broader)],
            "left_out": [(what, why) for _line, what, why in _first(plan.left_out)],
        }


def preview_taxonomy(files: Sequence[tuple[str, bytes]], *, everything: bool = False) -> TaxonomyPreview:
    """Return what bringing in one or two files (name, content) would do, or every fault in them.

    ``everything``: skills that are not here come in too; else only what the list says of those that are here, with
    the broader skills in which it places them.
    """
    listing, faults = read_taxonomy(files)
    plan = TaxonomyPlan() if faults else _Planner(listing, everything=everything).plan
    return TaxonomyPreview(listing, faults, plan)


@dataclass(frozen=True)
class Told:
    """What a page tells of a list before it comes in: counts, some of each, and faults beside the names of files."""

    counts: dict[str, int]
    samples: dict[str, list[tuple[str, ...]]]
    faults: list[tuple[str, Fault]]
    changes_nothing: bool


def preview_of(given: SkillList, *, everything: bool) -> Told:
    """Return what bringing in a list would do, as worked out within the last ten minutes: a long one takes seconds."""
    name = f"intake.skill_list.{given.pk}.{everything}.{get_language()}"
    told: Told | None = cache.get(name)
    if told is None:
        seen = preview_taxonomy(files_of(given), everything=everything)
        told = Told(seen.counts, seen.samples(), seen.faults, seen.changes_nothing)
        cache.set(name, told, KEPT_SECONDS)
    return told


def files_of(given: SkillList) -> list[tuple[str, bytes]]:
    """Return its files as (name, content)."""
    files = [(given.name, bytes(given.first))]
    return [*files, (given.second_name, bytes(given.second))] if given.second_name else files


class _Planner:
    def __init__(self, listing: Listing, *, everything: bool) -> None:
        self.listing, self.everything = listing, everything
        self.known = KnownSkills.read()
        self.into = ways()
        self.plan = TaxonomyPlan(left_out=list(listing.left_out))
        if everything:
            _without_vendors(listing)
        self.twice = claimed_twice(listing)
        self.nodes: dict[str, Node] = {}
        self.above: set[str] = set()
        self._skills()
        self.plan.names = dict(Skill.objects.values_list("pk", "name"))
        self._aliases()
        self._broader()

    def _skills(self) -> None:
        """Find each skill of the list here, by its name or by a long word for it; the others are new or left out.

        The broader skills that they need come in with them, and may be skills of the list themselves.
        """
        found: dict[str, set[Node]] = {}
        count = -1
        while count != len(self.nodes):
            count = len(self.nodes)
            for own, entry in self.listing.skills.items():
                if own not in self.nodes:
                    found[own] = self._found(own, entry)
                    self._meet(own, entry, found[own])
            self._groups()
        for own, entry in self.listing.skills.items():
            if own not in self.nodes and found[own]:
                self._leave(entry, entry.name, _("Several skills here could be this one."))
            elif own not in self.nodes:
                self.plan.unknown += 1

    def _found(self, own: str, entry: Entry) -> set[Node]:
        by_name = self._here(own)
        if by_name:
            return {by_name}
        meant = (self._here(word) for word in entry.aliases if not is_short(word) and word not in self.twice)
        return {node for node in meant if node}

    def _meet(self, own: str, entry: Entry, found: set[Node]) -> None:
        if len(found) == 1:
            [node] = found
            self.nodes[own] = node
            if isinstance(node, int):
                self.plan.met[own] = node
        elif self.everything and not found:
            bare = bare_key(entry.name)
            if bare in self.listing.skills and bare not in self.nodes:
                self._meet(bare, self.listing.skills[bare], self._found(bare, self.listing.skills[bare]))
            self.nodes[own] = self.nodes.get(bare, own)
            if self.nodes[own] == own:
                self.plan.new[own] = entry.name

    def _here(self, word: str) -> Node | None:
        """The skill that a word means here, or the new one of that name that holds others together."""
        known = self.known
        here = known.by_key.get(word) or known.by_alias.get(word) or known.by_key.get(bare_key(word))
        return here or (word if word in self.above else None)

    def _groups(self) -> None:
        """Bring in the broader skills of what comes in or is here, and those that are broader still."""
        rest = [word for own in self.nodes for word in self._entry(own).broader]
        while rest:
            word = rest.pop()
            group = self.listing.groups.get(word)
            if group is not None and word not in self.nodes:
                self.nodes[word] = self._here(word) or word
                if self.nodes[word] == word:
                    self.above.add(word)
                    self.plan.new[word] = group.name
                rest += group.broader

    def _entry(self, own: str) -> Entry:
        return self.listing.skills.get(own) or self.listing.groups[own]

    def _aliases(self) -> None:
        refused = set(WaitingAlias.objects.values_list("skill", "key"))
        for own, entry in self.listing.skills.items():
            if own not in self.nodes:
                continue
            node = self.nodes[own]
            named = node == own or self._here(own)
            words = entry.aliases if named else {own: entry.name, **entry.aliases}
            for word, name in words.items():
                if word != own or node != own:
                    self._alias(entry, node, word, name, refused)

    def _alias(self, entry: Entry, node: Node, word: str, name: str, known: set[tuple[int, str]]) -> None:
        meaning = self.known.by_key.get(word) or self.known.by_alias.get(word)
        if meaning == node:
            return
        if meaning:
            told = _("This means “%(skill)s” here already.") % {"skill": self.plan.names[meaning]}
            self._leave(entry, name, told)
        elif word in self.twice or word in self.plan.new or self.plan.aliases.get(word, (node, ""))[0] != node:
            self._leave(entry, name, _("Several skills of the list claim this word."))
        elif is_short(word):
            if (node, word) not in known:
                self.plan.waiting.setdefault((node, word), name)
        else:
            self.plan.aliases.setdefault(word, (node, name))

    def _broader(self) -> None:
        above = _links(self.into)
        for own, node in self.nodes.items():
            for entry in filter(None, (self.listing.skills.get(own), self.listing.groups.get(own))):
                for word in entry.broader:
                    self._place(entry, node, self.nodes.get(word), above)

    def _place(self, entry: Entry, node: Node, higher: Node | None, above: dict[Node, set[Node]]) -> None:
        if higher is None or node == higher or higher in above.get(node, ()):
            return
        if node in _reached(higher, above):
            told = _("“%(one)s” would then be broader than itself.") % {"one": entry.name}
            self._leave(entry, self.plan.name_of(higher), told)
            return
        above.setdefault(node, set()).add(higher)
        self.plan.broader.append((node, higher))

    def _leave(self, entry: Entry, what: str, why: str) -> None:
        self.plan.left_out.append((entry.line, what, why))


def _links(into: dict[int, int]) -> dict[Node, set[Node]]:
    """By skill the ones that are broader, each by the one that stands for it."""
    found: dict[Node, set[Node]] = {}
    for one, above in Skill.broader.through._default_manager.values_list("from_skill", "to_skill"):
        found.setdefault(into.get(one, one), set()).add(into.get(above, above))
    return found


def _reached(start: Node, above: dict[Node, set[Node]]) -> set[Node]:
    reached, rest = {start}, [start]
    while rest:
        fresh = above.get(rest.pop(), set()) - reached
        reached |= fresh
        rest += fresh
    return reached


def _first(rows: Any) -> list[Any]:
    return [row for _number, row in zip(range(SAMPLE), rows, strict=False)]


def _without_vendors(listing: Listing) -> None:
    """Let each skill also be called what is left of its name without the vendor."""
    for entry in listing.skills.values():
        if bare := bare_key(entry.name):
            entry.aliases.setdefault(bare, bare)
