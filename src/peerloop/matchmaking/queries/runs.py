"""Runs: which one stands, which one is under way, and what of its choices still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from peerloop.kit.clock import now
from peerloop.matchmaking.models import Choice, NotThis, Pairing, Request, Run
from peerloop.matchmaking.policies import terms_of
from peerloop.matchmaking.queries.suggested import early_enough, no_fit
from peerloop.matchmaking.states import LONGEST
from peerloop.people.models import Avoidance, Block
from peerloop.skills.models import Need, Offer, Visibility

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.matchmaking.models import Policy

FULL = ("publication__by", "withdrawal__by", "stop__by", "policy", "around", "by")


def runs_in_full(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Fetch with each run what its page and its line in the history tell, the latest first."""
    return runs.select_related(*FULL).order_by("-started_at", "-pk")


def standing_run() -> Run | None:
    """The run that was published last and not withdrawn."""
    return _published().first()


def standing_runs() -> list[Run]:
    """The runs whose choices stand among the suggestions, oldest first.

    They are those published since the last one in which everybody took part, and that one: a run in which only some
    take part leaves what stands for others.
    """
    standing = []
    for run in _published().iterator(chunk_size=20):
        standing.append(run)
        if not terms_of(run.policy).is_narrow:
            break
    return standing[::-1]


def run_under_way(*, policy: Policy | None, around: Run | None) -> Run | None:
    """A run that was asked for with the same policy and around the same one, and that has not ended."""
    return _under_way().filter(policy=policy, around=around).first()


def any_under_way() -> Run | None:
    """The run that was asked for last and has not ended."""
    return _under_way().first()


def choices_that_hold(run: Run) -> QuerySet[Choice]:
    """The run's choices of which nothing has changed since that would rule them out."""
    learner, teacher, need = OuterRef("need__member"), OuterRef("teacher"), OuterRef("need")
    chosen = Choice.objects.filter(run=run, teacher__departed_at=None, need__member__departed_at=None)
    chosen = chosen.exclude(need__visibility=Visibility.PRIVATE)
    chosen = chosen.filter(
        Exists(Need.objects.filter(pk=need)),
        Exists(Offer.objects.filter(member=teacher, skill=OuterRef("need__skill"))),
    )
    gone = (
        Request.objects.filter(need=need, outcome=None),
        Pairing.objects.filter(learner=learner, skill=OuterRef("need__skill"), ending=None),
        NotThis.objects.filter(need=need, teacher=teacher),
        no_fit(),
        Avoidance.objects.filter(Q(member=learner, other=teacher) | Q(member=teacher, other=learner)),
        Block.objects.filter(Q(member=learner, other=teacher) | Q(member=teacher, other=learner)),
    )
    chosen = chosen.filter(early_enough())
    for rows in gone:
        chosen = chosen.exclude(Exists(rows))
    in_line = Q(teacher__manager=F("need__member")) | Q(need__member__manager=F("teacher"))
    return chosen.exclude(in_line & (Q(teacher__manager__isnull=False) | Q(need__member__manager__isnull=False)))


def _published() -> QuerySet[Run]:
    published = Run.objects.filter(publication__isnull=False, withdrawal=None)
    return published.select_related("publication", "policy").order_by("-publication__at", "-publication__pk")


def _under_way() -> QuerySet[Run]:
    asked = Run.objects.filter(finished_at=None, stop=None, started_at__gt=now() - LONGEST)
    return asked.order_by("-started_at", "-pk")
