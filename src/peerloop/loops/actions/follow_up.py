"""30, 60 and 90 days after a loop came full circle: did you use it?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import opened
from peerloop.loops.models import FollowUp, Loop
from peerloop.loops.rules import an_answer, as_learner

if TYPE_CHECKING:
    from peerloop.people.models import Member

DAYS = (90, 60, 30)
WINDOW = timedelta(days=15)
"""A question that was not asked within these days is not asked any more: the next one will be."""
AT_A_TIME = 500


@transaction.atomic
def ask_follow_ups() -> int:
    """Ask once at each of the three days whether it was used; return how many were asked.

    Whoever said "not any more" is left alone, and so is who has left.
    """
    asked, at = 0, now()
    for days in DAYS:
        since = at - timedelta(days=days)
        settled = FollowUp.objects.filter(loop=OuterRef("pk"), answer=FollowUp.Answer.NO_MORE)
        same_or_later = FollowUp.objects.filter(loop=OuterRef("pk"), days__gte=days)
        due = (
            Loop.objects.filter(
                ~Exists(settled),
                ~Exists(same_or_later),
                reflection__at__lte=since,
                reflection__at__gt=since - WINDOW,
                release=None,
                learner__departed_at=None,
            )
            .select_for_update(of=("self",), no_key=True, skip_locked=True)
            .order_by("pk")
        )
        for loop in due[: AT_A_TIME - asked]:
            row, new = FollowUp.objects.get_or_create(loop=loop, days=days, defaults={"at": at})
            if new:  # another worker may have asked since the query began
                record("follow_up.asked", actor=None, subject=row, about=[loop.learner_id])
                asked += 1
    return asked


@transaction.atomic
def answer_follow_up(asked: FollowUp, *, by: Member, answer: str) -> FollowUp:
    """Answer "yes", "not_yet" or "no_more" and return it; another answer later takes the place of the first.

    The same answer twice, from two mails or by a double click, is one. Raises ``ValidationError`` on "answer";
    ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(asked.loop)
    as_learner(loop, by)
    row = FollowUp.objects.get(pk=asked.pk)
    if row.answer != an_answer(answer):
        row.answer, row.answered_at = answer, now()
        row.save(update_fields=["answer", "answered_at"])
        record("follow_up.answered", actor=by, subject=row, about=[by.pk])
    return row
