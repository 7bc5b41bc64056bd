"""Match everybody: ask for a run, watch it, and read in words what the runs reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from peerloop.matchmaking import progress
from peerloop.matchmaking.actions import ask_for_run
from peerloop.matchmaking.queries import runs_seen_by
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Run

LATEST = 20
SMALLEST_CELL = 5


@dataclass(frozen=True)
class Told:
    """A run as an organiser reads it: one to four people are never told, nor left over in a difference (``None``)."""

    run: Run
    needs: int | None
    learners: int | None
    served: int | None

    @property
    def all_served(self) -> bool:
        """Whether everybody got somebody."""
        return bool(self.run.figures["served"] == self.run.figures["learners"])

    @property
    def most_served(self) -> bool:
        """Whether nobody else could have been served."""
        return bool(self.run.figures["served"] == self.run.figures["servable"])

    @property
    def proven(self) -> bool:
        """Whether no other choice has more points."""
        return bool(self.run.figures["score"] == self.run.figures["bound"])


@opens("run", "see")
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """The button, the latest run in words, and those before it."""
    latest = list(runs_seen_by(reader(request)).order_by("-started_at", "-pk")[:LATEST])
    finished = [run for run in latest if run.finished_at is not None]
    page = {
        "under_way": latest[0] if latest and latest[0].finished_at is None else None,
        "latest": told(finished[0]) if finished else None,
        "earlier": [told(run) for run in finished[1:]],
    }
    return render(request, "organise/runs.html", page)


@opens("run", "ask")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Ask the worker for a run."""
    asked = ask_for_run(by=reader(request))
    return HttpResponseRedirect(reverse("organise:one_run", args=[asked.pk]), status=303)


@opens("run", "see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How a run is getting on, and what it reached."""
    run = get_object_or_404(runs_seen_by(reader(request)), pk=pk)
    page = {"run": run, "told": told(run) if run.figures else None, "progress": progress.of(run)}
    return render(request, "organise/run.html", page)


def told(run: Run) -> Told:
    """Return what may be told of a finished run."""
    needs, learners, served = (run.figures[name] for name in ("needs", "learners", "served"))
    apart = _large(served) and _large(learners - served)
    return Told(
        run, needs if _large(needs) else None, learners if _large(learners) else None, served if apart else None
    )


def _large(count: int) -> bool:
    return count == 0 or count >= SMALLEST_CELL
