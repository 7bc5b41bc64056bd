"""What a run would change: beside another, or beside what stands; in counts, by name only where a need is public."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from peerloop.kit.text import key
from peerloop.matchmaking.models import Choice, Miss, Suggestion
from peerloop.matchmaking.queries.unmet import unmet_needs
from peerloop.matchmaking.rules import FEW
from peerloop.matchmaking.telling import Share, in_fives, load_in_fives, share
from peerloop.people.queries import seen_by
from peerloop.skills.models import Need, Visibility
from peerloop.skills.queries import last_close, secret_needs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.matchmaking.models import Run
    from peerloop.people.models import Member

GAINED, OTHER, LOST = "gained", "other", "lost"
NAMED = 50


@dataclass(frozen=True)
class Named:
    """A learner whose need is public, and what changes for it: "gained", "other" or "lost". Never who teaches."""

    learner: Member
    skill: str
    change: str


@dataclass(frozen=True)
class Side:
    """What stands on one side: how many learners have somebody, for how many needs, and how it is spread.

    ``load``: how many teachers have one, two, ``MANY`` or more learners; ``most``: nobody has more. None for one to
    four.
    """

    served: int | None
    met: int | None
    across: Share
    same_place: Share
    load: tuple[int | None, ...]
    most: int | None


@dataclass(frozen=True)
class Change:
    """How many learners would get somebody where they had nobody, somebody else, nobody any more, the same.

    In fives; None for one to four. ``before`` and ``after``: both sides. ``nothing``: there is nobody to tell of.
    """

    gained: int | None
    other: int | None
    lost: int | None
    same: int | None
    before: Side
    after: Side
    public: tuple[tuple[int, str], ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing that may be told would change."""
        return not any(count is None or count for count in (self.gained, self.other, self.lost))

    def names_for(self, reader: Member) -> list[Named]:
        """Return whose change the reader may have by name: public needs of people whom they see, no own reports."""
        changes = dict(self.public)
        needs = Need.objects.filter(pk__in=changes, visibility=Visibility.PUBLIC, member__in=seen_by(reader))
        needs = needs.exclude(member__manager=reader).select_related("member", "skill")
        ordered = needs.order_by("member__name_key", "skill__name", "pk")[:NAMED]
        return [Named(need.member, need.skill.name, changes[need.pk]) for need in ordered]


class _Line(NamedTuple):
    """A need and who is chosen for it."""

    need: int
    learner: int
    teacher: int
    own_team: int | None
    other_team: int | None
    own_place: str
    other_place: str


def what_would_change(one: Run, other: Run | None) -> Change:
    """Return what the run ``one`` changes beside ``other``, or beside what stands now where that is None.

    Counts the learners whose needs stood at the last weekly close and still wait.
    """
    counts = _countable(one, other)
    after = _lines(Choice.objects.filter(run=one), counts)
    rows = Choice.objects.filter(run=other) if other else Suggestion.objects.exclude(run=None)
    before = _lines(rows, counts)
    had, has = ({line.need: line.teacher for line in lines} for lines in (before, after))
    changed = {
        need: GAINED if need not in had else LOST if need not in has else OTHER
        for need in {*had, *has}
        if had.get(need) != has.get(need)
    }
    learners = _by_learner(before, after, changed, set(secret_needs().values_list("pk", flat=True)))
    told = {kind: in_fives(learners[kind]) for kind in (GAINED, OTHER, LOST, "")}
    cells = {kind for kind in (GAINED, OTHER, LOST) if learners[kind] >= FEW}
    return Change(
        gained=told[GAINED],
        other=told[OTHER],
        lost=told[LOST],
        same=told[""],
        before=_side(before),
        after=_side(after),
        public=tuple((need, kind) for need, kind in sorted(changed.items()) if kind in cells),
    )


def _countable(one: Run, other: Run | None) -> set[int]:
    """Return the needs that are compared: looked at by either run, still waiting, and of the last close.

    Beside what stands only those that the run looked at: publishing it changes nothing for others.
    """
    runs = [one.pk, *([other.pk] if other else [])]
    looked_at = set(Choice.objects.filter(run__in=runs).values_list("need", flat=True))
    looked_at |= set(Miss.objects.filter(run__in=runs).values_list("need", flat=True))
    close = last_close()
    waiting = unmet_needs().filter(made_at__lte=close) if close else Need.objects.none()
    counts = {need: member for need, member in waiting.values_list("pk", "member") if need in looked_at}
    secret = set(secret_needs().values_list("pk", flat=True)) & counts.keys()
    return counts.keys() - (secret if len({counts[need] for need in secret}) < FEW else set())


def _lines(rows: QuerySet[Choice] | QuerySet[Suggestion], counts: set[int]) -> list[_Line]:
    fields = ("team", "place")
    both = [f"{who}__{field}" for field in fields for who in ("need__member", "teacher")]
    here = rows.filter(teacher__departed_at=None, need__member__departed_at=None)
    found: Iterable[Any] = here.values_list("need", "need__member", "teacher", *both)
    return [
        _Line(need, learner, teacher, own, other, key(place), key(other_place))
        for need, learner, teacher, own, other, place, other_place in found
        if need in counts
    ]


def _by_learner(before: list[_Line], after: list[_Line], changed: dict[int, str], secret: set[int]) -> Counter[str]:
    """Count the learners by what changes for them: from nobody to somebody, back, else, or ("") not at all.

    Those who want something in secret are in a count of five or more such.
    """
    had, has = {line.learner for line in before}, {line.learner for line in after}
    needs: dict[int, set[int]] = defaultdict(set)
    for line in (*before, *after):
        needs[line.learner].add(line.need)
    known: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for learner, of in needs.items():
        moved = OTHER if of & changed.keys() else ""
        counts = others if of & secret else known
        counts[GAINED if learner not in had else LOST if learner not in has else moved] += 1
    return known + Counter({kind: count for kind, count in others.items() if count >= FEW})


def _side(lines: list[_Line]) -> Side:
    load = Counter(line.teacher for line in lines)
    in_teams = [line.own_team != line.other_team for line in lines if line.own_team and line.other_team]
    at_places = [line.own_place == line.other_place for line in lines if line.own_place and line.other_place]
    return Side(
        served=in_fives(len({line.learner for line in lines})),
        met=in_fives(len(lines)),
        across=share(sum(in_teams), len(in_teams) - sum(in_teams)),
        same_place=share(sum(at_places), len(at_places) - sum(at_places)),
        load=load_in_fives(Counter(load.values())),
        most=max(load.values()) if len(load) >= FEW else None,
    )
