"""Two drafts, or one and what stands, as the lines of a table; the numbers come masked from ``matchmaking``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Run
    from peerloop.matchmaking.queries.compared import Change, Side
    from peerloop.matchmaking.telling import Share, Told


@dataclass(frozen=True)
class Line:
    """A line of the table: what it is about, and how it is on either side."""

    label: str
    before: str
    after: str


def beside(change: Change, one: Told | None, other: Told | None) -> list[Line]:
    """Return the table's lines; what only a draft can tell stays "–" for what stands."""
    labels = (
        _("Learners who have somebody"),
        _("Needs that are met"),
        _("Pairs of two teams"),
        _("Pairs at the same place"),
        _("Teachers with one learner"),
        _("Teachers with two"),
        _("Teachers with three or more"),
        _("The most that one teacher has"),
        _("Short of the best by at most"),
        _("Learners served because everyone comes first"),
        _("What that costs at most"),
    )
    columns = [(*_side(side), *_proof(figures)) for side, figures in ((change.before, other), (change.after, one))]
    return [Line(*line) for line in zip(labels, *columns, strict=True)]


def difference(change: Change) -> list[str]:
    """Return what the first changes beside the second, a sentence for each kind of change that there is."""
    if change.nothing:
        return [_("For those who are counted here nothing is different.")]
    said = [
        (change.gained, _("%(count)s learners get somebody who would have nobody otherwise.")),
        (change.other, _("%(count)s learners get somebody else.")),
        (change.lost, _("%(count)s learners get nobody who would have somebody otherwise.")),
        (change.same, _("For %(count)s learners it is the same.")),
    ]
    few = _("A few")
    return [words % {"count": few if count is None else _number(count)} for count, words in said if count != 0]


def policy_name(run: Run) -> str:
    """Return the name by which an organiser knows the run's policy."""
    if run.policy is None:
        return _("As Peerloop comes")
    return run.policy.name or _("The new policy")


def _side(side: Side) -> tuple[str, ...]:
    counts = (side.served, side.met)
    return (
        *(_count(count) for count in counts),
        _share(side.across),
        _share(side.same_place),
        *(_count(count) for count in side.load),
        _("not told") if side.most is None else _number(side.most),
    )


def _proof(figures: Told | None) -> tuple[str, str, str]:
    """Return how near the best it is proven to be, and what fairness brings and costs."""
    if figures is None:
        return "–", "–", "–"
    gap = _per_cent(figures.gap)
    if figures.price is None:
        return gap, "–", "–"
    return gap, _count(figures.gained), _per_cent(figures.price)


def _count(count: int | None) -> str:
    return _("1–4") if count is None else _number(count)


def _share(share: Share) -> str:
    if share.percent is not None:
        return _per_cent(share.percent)
    return {"of": _("fewer than five"), "rest": _("nearly all")}.get(share.few, _("too few to say"))


def _per_cent(percent: float) -> str:
    return _("%(percent)s%%") % {"percent": number_format(percent)}


def _number(count: int) -> str:
    return str(number_format(count, force_grouping=True))
