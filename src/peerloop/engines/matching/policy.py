"""What counts, how much, and what never happens."""

from __future__ import annotations

from dataclasses import dataclass, fields

from peerloop.engines.input import InvalidInput

MOST_POINTS = 30_000


@dataclass(frozen=True)
class Policy:
    """The weights, in whole points, and the nevers.

    Points of a pair: ``wanted`` for every pair; up to ``hours``, full at ``hours_enough`` common quarter-hours to
    begin at; ``other_team``; up to ``level``, full at ``best_gap`` levels above the wanted one (an unsaid one
    counts as ``usual_level``) and ``level_step`` less for each level away from that; ``not_met``; ``pace`` where
    both may have theirs; up to ``vouched``, full at ``vouched_enough``; up to ``seniority``, full at
    ``seniority_enough`` years more than the learner; ``same_place``; up to ``wish``, the share of the learner's wishes
    that come true. A teacher's second seat costs ``share``, the
    third twice that, and so on, though never as much as ``wanted``: teachers share the work, yet no seat stays
    empty for it.

    Never: own manager or report (``whole_chain``: nor anybody above or below them), avoid-listed, refused for this
    skill, no common language, no ``length`` common quarter-hours in a row, no free seat; a teacher below the wanted
    level unless ``below_level``; somebody met before if ``never_met``.
    """

    wanted: int = 20
    hours: int = 30
    hours_enough: int = 40
    other_team: int = 15
    level: int = 20
    best_gap: int = 1
    level_step: int = 6
    usual_level: int = 2
    not_met: int = 10
    pace: int = 5
    vouched: int = 10
    vouched_enough: int = 3
    seniority: int = 5
    seniority_enough: int = 5
    same_place: int = 0
    wish: int = 25
    share: int = 3
    length: int = 4
    serve_everyone_first: bool = True
    whole_chain: bool = False
    below_level: bool = False
    never_met: bool = False

    def __post_init__(self) -> None:
        for part in fields(self):
            value = getattr(self, part.name)
            if not isinstance(value, int) or value < 0:
                raise InvalidInput(part.name, "not a whole number from 0")
        for name in ("wanted", "hours_enough", "vouched_enough", "seniority_enough", "length"):
            if getattr(self, name) < 1:
                raise InvalidInput(name, "below 1")
        if self.most > MOST_POINTS:
            raise InvalidInput("policy", f"a pair could earn {self.most} points, more than {MOST_POINTS}")

    @property
    def most(self) -> int:
        """The most points that a pair can earn."""
        return (
            self.wanted + self.hours + self.other_team + self.level + self.not_met
            + self.pace + self.vouched + self.seniority + self.same_place + self.wish
        )  # fmt: skip

    def seat_cost(self, seats: int) -> list[int]:
        """Return what a teacher's first, second, ... seat costs; never falling, always below ``wanted``."""
        return [min(self.share * nth, self.wanted - 1) for nth in range(seats)]
