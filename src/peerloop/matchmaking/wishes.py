"""What learners said when they did not want somebody, as the engine hears it.

A refusal keeps the two apart for that skill alone; who works with the learner anyway is left out for all of theirs.
Some reasons are wishes besides: they lift whoever meets them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching import NEAR, OTHER_TEAM, SAME_PLACE
from peerloop.matchmaking.models import Earlier, NotAFit, NotThis, OtherSide
from peerloop.skills.models import Need, Offer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from numpy.typing import NDArray

WISH = {
    NotThis.Reason.OTHER_TEAM: OTHER_TEAM,
    NotThis.Reason.SAME_PLACE: SAME_PLACE,
    NotThis.Reason.LEVEL: NEAR,
}


def wishes(needs: Collection[int] | None = None) -> dict[int, int]:
    """Return by need id what its learner wishes, as the engine's bits; of all needs, or of these.

    They have said so when they did not want somebody, or have asked for somebody from another team as such.
    """
    said = NotThis.objects.filter(reason__in=WISH)
    asked = OtherSide.objects.all()
    if needs is not None:
        said, asked = said.filter(need__in=needs), asked.filter(need__in=needs)
    found: dict[int, int] = dict.fromkeys(asked.values_list("need", flat=True), OTHER_TEAM)
    for need, reason in said.values_list("need", "reason"):
        found[need] = found.get(need, 0) | WISH[NotThis.Reason(reason)]
    return found


def refused(row: dict[int, int], learners: Iterable[int] | None = None) -> NDArray[np.int64]:
    """Return (learner, skill, teacher) as the engine takes them, members by their ``row``; of these learners alone.

    Besides what learners have refused: two who were no fit, and who came too early for a need that wants somebody
    earlier in their career.
    """
    said = NotThis.objects.all()
    if learners is not None:
        said = said.filter(need__member__in=set(learners))
    listed = list(said.values_list("need__member", "need__skill", "teacher", "reason"))
    known = {(learner, teacher) for learner, _, teacher, reason in listed if reason == NotThis.Reason.KNOWN}
    skills: dict[int, set[int]] = {}
    for learner, skill in Need.objects.filter(member__in={learner for learner, _ in known}).values_list(
        "member", "skill"
    ):
        skills.setdefault(learner, set()).add(skill)
    triples = {(learner, skill, teacher) for learner, skill, teacher, _ in listed}
    triples |= _unfit(learners) | _not_earlier(learners)
    triples |= {(learner, skill, teacher) for learner, teacher in known for skill in skills.get(learner, ())}
    kept = sorted((row[one], skill, row[other]) for one, skill, other in triples if one in row and other in row)
    return np.array(kept, dtype=np.int64).reshape(len(kept), 3)


def _unfit(learners: Iterable[int] | None) -> set[tuple[int, int, int]]:
    said = NotAFit.objects.all() if learners is None else NotAFit.objects.filter(learner__in=set(learners))
    return set(said.values_list("learner", "skill", "teacher"))


def _not_earlier(learners: Iterable[int] | None) -> set[tuple[int, int, int]]:
    wanted = Earlier.objects.all() if learners is None else Earlier.objects.filter(need__member__in=set(learners))
    said = list(wanted.values_list("need__member", "need__skill", "since"))
    if not said:
        return set()
    offers = Offer.objects.filter(skill__in={skill for _, skill, _ in said})
    came: dict[int, list[tuple[int, date | None]]] = {}
    for skill, teacher, day in offers.values_list("skill", "member", "member__hired_on"):
        came.setdefault(skill, []).append((teacher, day))
    return {
        (learner, skill, teacher)
        for learner, skill, since in said
        for teacher, day in came.get(skill, ())
        if day is None or day < since
    }
