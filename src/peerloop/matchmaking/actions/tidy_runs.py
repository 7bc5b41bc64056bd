"""What is left to do after runs: look again for whom a withdrawal left with nothing, and forget old drafts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.publish import discard
from peerloop.matchmaking.actions.standing import left_with_nothing
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.each import each
from peerloop.matchmaking.models import Choice, Miss, Run
from peerloop.matchmaking.queries.runs import standing_runs
from peerloop.matchmaking.states import TO_WITHDRAW, State, state

if TYPE_CHECKING:
    from peerloop.skills.models import Need

KEPT = timedelta(days=30)
AT_ONCE = 200


def look_after_withdrawal(run: Run) -> None:
    """Find somebody anew for some of those whom the withdrawn run leaves with nothing, and ask for the next ones."""
    needs: list[Need] = list(left_with_nothing(run).select_related("member", "skill")[:AT_ONCE])
    each(needs, refresh_suggestions)
    if len(needs) == AT_ONCE:
        enqueue("matchmaking.look_after_withdrawal", {"run": run.pk})


def forget_drafts() -> None:
    """Throw drafts of a month ago away, and drop what other runs chose then, save those that stand.

    Nothing is dropped while a run could be withdrawn: those before it may have to stand again.
    """
    old = Run.objects.filter(started_at__lt=now() - KEPT).select_related("publication", "withdrawal", "stop")
    for draft in [run for run in old if state(run) is State.DRAFT]:
        discard(draft, by=None)
    if Run.objects.filter(publication__at__gt=now() - TO_WITHDRAW).exists():
        return
    spent = old.exclude(pk__in=[run.pk for run in standing_runs()])
    for rows in (Choice, Miss):
        rows._default_manager.filter(run__in=spent.values("pk")).delete()
