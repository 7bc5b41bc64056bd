"""What an organiser may weigh, with plain names, in five steps each; the engine's points stand behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from peerloop.matchmaking.reasons import POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

STEPS = (_("not at all"), _("a little"), _("as usual"), _("more"), _("much more"))
FROM_NOTHING = (_("not at all, as usual"), _("a little"), _("somewhat"), _("much"), _("very much"))
USUAL = 2


@dataclass(frozen=True)
class Weight:
    """One thing that counts: the engine's ``field``, its name and sentence, and its points at each of five steps."""

    field: str
    name: _StrPromise
    says: _StrPromise
    points: tuple[int, ...]
    tied: str = ""
    """A field that goes along in proportion, so that more of the weight also means that differences count more."""

    @property
    def usual(self) -> int:
        """The step of the policy that Peerloop comes with."""
        return self.points.index(getattr(POLICY, self.field))

    @property
    def steps(self) -> tuple[_StrPromise, ...]:
        """The words of the five steps."""
        return STEPS if self.usual == USUAL else FROM_NOTHING

    def at(self, step: int) -> dict[str, Any]:
        """Return the engine's fields at a step from 0 to 4."""
        fields = {self.field: self.points[step]}
        if self.tied:
            fields[self.tied] = self.points[step] * getattr(POLICY, self.tied) // getattr(POLICY, self.field)
        return fields

    def step_in(self, stored: Mapping[str, Any]) -> int:
        """Return the step at which stored points stand; the nearest, where a scale has changed since."""
        points = int(stored.get(self.field, getattr(POLICY, self.field)))
        return min(range(len(self.points)), key=lambda step: abs(self.points[step] - points))


def _scale(field: str) -> tuple[int, ...]:
    usual = getattr(POLICY, field)
    return (0, (usual + 1) // 2, usual, 2 * usual, 3 * usual)


def _weight(field: str, name: _StrPromise, says: _StrPromise, **more: Any) -> Weight:
    return Weight(field, name, says, more.pop("points", None) or _scale(field), **more)


WEIGHTS = (
    _weight("hours", _("Free time in common"), _("The more hours both have free in the week, the better.")),
    _weight("other_team", _("Crosses teams"), _("Somebody from another team comes before somebody from one’s own.")),
    _weight(
        "level",
        _("A level above"),
        _("Best is a teacher one level above what is wanted; the further from that, the less it counts."),
        tied="level_step",
    ),
    _weight("not_met", _("Have not met"), _("Two who have not learned together yet come before two who have.")),
    _weight("pace", _("Same pace"), _("Both want it at once, or both over weeks, or either does not mind.")),
    _weight("vouched", _("Vouched for"), _("Colleagues vouch for what the teacher offers; three are enough.")),
    _weight(
        "same_place", _("Same place"), _("Both work at the same place and can sit together."), points=(0, 5, 15, 30, 45)
    ),
    _weight("seniority", _("Years here"), _("The teacher has been here longer than the learner, up to five years.")),
    _weight("wish", _("What they wish for"), _("Whoever turned a suggestion down said what they want instead.")),
    _weight(
        "share",
        _("Teachers share the work"),
        _("A teacher’s second learner comes after somebody else’s first; nobody goes without for it."),
    ),
)
BY_FIELD = {weight.field: weight for weight in WEIGHTS}
EVERYONE_FIRST = "serve_everyone_first"


@dataclass(frozen=True)
class Never:
    """Something that never happens where one chooses so: the engine's ``field``, its name and sentence.

    ``unless``: the engine's field says the opposite, that it may happen.
    """

    field: str
    name: _StrPromise
    says: _StrPromise
    unless: bool = False

    def chosen_in(self, choices: Mapping[str, bool]) -> bool:
        """Whether it never happens by these choices; as Peerloop comes where they do not say."""
        return bool(choices.get(self.field, getattr(POLICY, self.field))) != self.unless

    def choice(self, *, never: bool) -> bool:
        """Return what the engine's field says for it."""
        return never != self.unless


NEVERS = (
    Never(
        "whole_chain",
        _("Anybody from the whole reporting line"),
        _("Beyond the own manager and the own reports: nobody above them, and nobody below."),
    ),
    Never(
        "below_level",
        _("Somebody below the wanted level"),
        _("Without the tick, somebody who knows less than is wanted may still help with the first steps."),
        unless=True,
    ),
    Never("never_met", _("Somebody they have learned with before"), _("Each pairing is then with somebody new.")),
)
ALWAYS = (
    _("their own manager, or somebody who reports to them"),
    _("somebody whom one of the two would rather not meet, has blocked, or has turned down for this skill"),
    _("somebody with whom they have no language in common"),
    _("somebody with whom they share no free half-hour in the coming seven days"),
    _("somebody who has no place left"),
)
"""Whom nobody is ever suggested, whatever the policy."""
CHOICES = {name: bool(getattr(POLICY, name)) for name in (EVERYONE_FIRST, *(never.field for never in NEVERS))}
"""What is chosen by yes or no, with what Peerloop comes with."""
