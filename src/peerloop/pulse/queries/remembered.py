"""Of whom the surveys of the last quarter have told: what is told next must not leave few people between the two."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.pulse.masking import WHOLE
from peerloop.pulse.models import Answer, Asked, Closure, Count, Survey
from peerloop.pulse.rules import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Iterator


def earlier_groups(survey: Survey) -> list[frozenset[int]]:
    """Return the groups told of in surveys of the same kind that were closed less than a quarter ago."""
    told = Survey.objects.filter(
        kind=survey.kind, closure__outcome=Closure.Outcome.TOLD, closure__at__gt=now() - REMEMBERED
    ).exclude(pk=survey.pk)
    return [group for one in told.order_by("pk") for group in _groups(one)]


def _groups(survey: Survey) -> Iterator[frozenset[int]]:
    """Yield all who answered, and those of each cell of which something is told."""
    cells = dict(Asked.objects.filter(survey=survey).values_list("member", "cell"))
    by_cell: dict[str, set[int]] = defaultdict(set)
    for member in Answer.objects.filter(survey=survey).values_list("member", flat=True):
        by_cell[WHOLE].add(member)
        if cell := cells.get(member):
            by_cell[cell].add(member)
    for cell in Count.objects.filter(survey=survey, question="answered").values_list("cell", flat=True):
        yield frozenset(by_cell[cell])
