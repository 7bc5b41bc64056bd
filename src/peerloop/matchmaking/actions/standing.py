"""Whose choices stand among the suggestions: put up as far as they still hold, and taken down again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from peerloop.matchmaking.actions.propose_rings import propose_rings, take_rings_down
from peerloop.matchmaking.models import Choice, Miss, Request, Run, Shortfall, Suggestion
from peerloop.matchmaking.policies import SWAP, scope
from peerloop.matchmaking.queries.runs import choices_that_hold
from peerloop.matchmaking.reasons import PROMISED
from peerloop.schedule.locks import hold_members
from peerloop.skills.models import Need, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

AT_A_TIME = 2000
STEPS = ("publication", "withdrawal", "stop", "by", "policy", "around")


def hold_run(run: Run) -> Run:
    """Lock the run until the transaction ends and return it fresh, with what was done to it since."""
    Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    return Run.objects.select_related(*STEPS).get(pk=run.pk)  # read after the wait: the steps are rows of their own


def hold_learners() -> None:
    """Lock everybody who wants something, as ``refresh_suggestions`` locks its one, and in the same order."""
    ids = list(Need.objects.order_by("member").values_list("member", flat=True).distinct())
    for some in chunked(ids, AT_A_TIME):
        hold_members(some)


def put_up(run: Run, *, at: datetime) -> None:
    """Let the run's choices stand in place of those of any run before, and say why there are none.

    For those who take no part in its policy everything stays; so does what was found for a single need after the
    run had begun, for it is newer than what the run says.
    """
    part = _part(run)
    Suggestion.objects.filter(need__in=part).exclude(run=None).delete()
    older = Suggestion.objects.filter(made_at__lte=run.started_at)
    nobody = Miss.objects.filter(run=run).exclude(code=PROMISED).order_by("need").values_list("need", flat=True)
    for some in chunked(list(nobody), AT_A_TIME):
        older.filter(need__in=some).delete()
    Shortfall.objects.filter(made_at__lte=run.started_at, need__in=part).delete()
    Suggestion.objects.bulk_create(
        _suggestions(run, at),
        batch_size=AT_A_TIME,
        update_conflicts=True,
        unique_fields=["need", "teacher"],
        update_fields=["run", "rank", "reasons", "starts_at", "minutes", "made_at"],
    )
    if run.policy is not None and run.policy.kind == SWAP:
        propose_rings(run)
    chosen = set(Suggestion.objects.filter(run=run).values_list("need", flat=True))
    Shortfall.objects.bulk_create(
        (one for one in _shortfalls(run, at) if one.need_id not in chosen), batch_size=AT_A_TIME, ignore_conflicts=True
    )


def _part(run: Run) -> QuerySet[Need]:
    """The needs of which the run speaks: in swaps those in a ring, else all of those who take part."""
    if run.policy is not None and run.policy.kind == SWAP:
        return Need.objects.filter(pk__in=Choice.objects.filter(run=run).values("need"))
    return Need.objects.filter(member__in=scope(run.policy))


def take_down(run: Run, *, put_up_at: datetime) -> None:
    """Take away what the run said; who has asked somebody on its word keeps that."""
    take_rings_down(run)
    asked = Request.objects.filter(need=OuterRef("need"), teacher=OuterRef("teacher"), outcome=None)
    Suggestion.objects.filter(Exists(asked), run=run).update(run=None, rank=1)
    Suggestion.objects.filter(run=run).delete()
    Shortfall.objects.filter(made_at=put_up_at, need__in=Miss.objects.filter(run=run).values("need")).delete()


def left_with_nothing(run: Run) -> QuerySet[Need]:
    """Needs that the run looked at and for which nothing stands now, neither somebody nor why not."""
    looked_at = (Choice.objects.filter(run=run, need=OuterRef("pk")), Miss.objects.filter(run=run, need=OuterRef("pk")))
    needs = Need.objects.filter(Exists(looked_at[0]) | Exists(looked_at[1]), member__departed_at=None)
    needs = needs.exclude(visibility=Visibility.PRIVATE)
    for said in (Suggestion, Shortfall, Request):
        needs = needs.exclude(Exists(said._default_manager.filter(need=OuterRef("pk"))))
    return needs.order_by("pk")


def chunked(ids: list[int], size: int) -> Iterator[list[int]]:
    """Yield the ids in lists of at most ``size``."""
    for at in range(0, len(ids), size):
        yield ids[at : at + size]


def _suggestions(run: Run, at: datetime) -> Iterable[Suggestion]:
    for one in _holding(run).order_by("pk").iterator(AT_A_TIME):
        yield Suggestion(
            need_id=one.need_id,
            teacher_id=one.teacher_id,
            run=run,
            rank=0,
            reasons=one.reasons,
            starts_at=one.starts_at,
            minutes=one.minutes,
            made_at=at,
        )


def _holding(run: Run) -> QuerySet[Choice]:
    """The choices that hold; of a swap only while what both want is public still."""
    holding = choices_that_hold(run)
    if run.policy is None or run.policy.kind != SWAP:
        return holding
    public = {"run": run, "need__visibility": Visibility.PUBLIC}
    return holding.filter(Exists(Choice.objects.filter(need__member=OuterRef("teacher"), **public)), **public)


def _shortfalls(run: Run, at: datetime) -> Iterable[Shortfall]:
    rows: QuerySet[Any] = Miss.objects.filter(run=run).order_by("pk")
    for one in rows.iterator(AT_A_TIME):
        yield Shortfall(need_id=one.need_id, code=one.code, detail=one.detail, made_at=at)
