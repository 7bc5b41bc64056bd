"""Whether a policy's group of learners is wide enough for counts about it, also beside other groups."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from peerloop.kit.clock import now
from peerloop.matchmaking.models import Policy
from peerloop.matchmaking.policies import learners_of, terms_of
from peerloop.matchmaking.rules import FEW, NotPossible
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from peerloop.matchmaking.policies import Terms

REMEMBERED = timedelta(weeks=4)
"""So long a policy that was only tried counts among the groups that have been told of."""


class TooNarrow(NotPossible):
    """Too few people take part, or stand alone between two groups."""


def too_narrow(terms: Terms, *, this: Policy | None = None) -> str:
    """Say why counts about those who would take part would be about a few people; empty where they would not.

    ``this``: the policy that has these terms, where it is saved already.
    """
    part = _learners(terms)
    everybody = set(Member.objects.present().values_list("pk", flat=True))
    if part == everybody:
        return ""
    if len(part) < FEW:
        return _("Fewer than five people would take part: counts of so few would be about single people.")
    others = [_learners(other) for other in _narrow(this)]
    if ways_to_tell_few(everybody, [*others, part]) > ways_to_tell_few(everybody, others):
        return _(
            "Beside everybody, or beside another policy, this leaves fewer than five people over: the difference of "
            "two counts would be about them. Choose more widely, or the same people as there."
        )
    return ""


def must_be_wide(policy: Policy | None) -> None:
    """Raise ``TooNarrow`` where counts about those who take part in the policy by now would be about a few people."""
    why = too_narrow(terms_of(policy), this=policy) if policy is not None else ""
    if why:
        raise TooNarrow(why)


def ways_to_tell_few(everybody: Collection[int], groups: Sequence[Collection[int]]) -> int:
    """Return how many independent sums of counts over everybody and the groups are about fewer than five members.

    Members who stand in the same groups form a cell. A sum that cancels out over all cells of five or more, and not
    over the small ones, would be a count of those few.
    """
    sets = [set(group) for group in groups]
    cells = Counter(tuple(member in group for group in sets) for member in everybody)
    rows = np.array([(True, *cell) for cell in cells], dtype=np.float64).reshape(len(cells), len(sets) + 1)
    large = np.array([count >= FEW for count in cells.values()], dtype=bool)
    return int(np.linalg.matrix_rank(rows) - np.linalg.matrix_rank(rows[large])) if cells else 0


def _learners(terms: Terms) -> set[int]:
    return set(learners_of(terms).values_list("pk", flat=True))


def _narrow(this: Policy | None) -> list[Terms]:
    """Return the terms of the other policies in which not everybody takes part, those tried lately too."""
    there = Policy.objects.exclude(pk=this.pk if this else 0).exclude(name="", at__lt=now() - REMEMBERED)
    there = there.prefetch_related("teams").order_by("pk")
    return [terms for policy in there if (terms := terms_of(policy)).is_narrow]
