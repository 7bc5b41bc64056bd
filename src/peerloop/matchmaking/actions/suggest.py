"""Look for somebody for one need, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.hours import MINUTES
from peerloop.matchmaking.instant import MOST, look
from peerloop.matchmaking.models import Shortfall, Suggestion
from peerloop.matchmaking.queries import suggestions_for
from peerloop.schedule.locks import hold_members
from peerloop.skills.models import Need, Visibility

if TYPE_CHECKING:
    from peerloop.matchmaking.instant import Answer


@transaction.atomic
def refresh_suggestions(need: Need) -> list[Suggestion]:
    """Write up to three suggestions for the need from free seats, or why there are none; return them, best first.

    A run's choice stays first as long as it still holds. A private need is nobody's business, matching's included.
    """
    hold_members([need.member_id])
    if need.visibility == Visibility.PRIVATE or need.member.departed_at is not None:
        return _write(need, [], None)
    chosen = []
    if Suggestion.objects.filter(need=need, run__isnull=False).exists():
        chosen = [held for held in suggestions_for(need) if held.run_id is not None]
    return _write(need, chosen, look(need))


def _write(need: Need, chosen: list[Suggestion], answer: Answer | None) -> list[Suggestion]:
    kept = {held.teacher_id for held in chosen}
    Suggestion.objects.filter(need=need).exclude(pk__in=[held.pk for held in chosen]).delete()
    fresh = [one for one in (answer.proposals if answer else []) if one.teacher not in kept][: MOST - len(chosen)]
    made = Suggestion.objects.bulk_create(
        Suggestion(
            need=need,
            teacher_id=one.teacher,
            rank=rank,
            reasons=one.reasons,
            starts_at=one.starts_at,
            minutes=MINUTES,
            made_at=now(),
        )
        for rank, one in enumerate(fresh, start=1)
    )
    Shortfall.objects.filter(need=need).delete()
    if answer is not None and not chosen and not made:
        Shortfall.objects.create(need=need, code=answer.code, detail=answer.detail, made_at=now())
    record("suggestion.made", actor=None, subject=need, about=[need.member_id], count=len(chosen) + len(made))
    return [*chosen, *made]
