"""What the worker does for matchmaking."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.kit.clock import now
from peerloop.matchmaking import progress
from peerloop.matchmaking.actions import (
    draw_stretches,
    expire_requests,
    expire_rings,
    forget_refused_hours,
    refresh_suggestions,
    release_silent,
    run,
)
from peerloop.matchmaking.actions.publish import tell_run
from peerloop.matchmaking.actions.tidy_runs import forget_drafts, look_after_withdrawal
from peerloop.matchmaking.each import each
from peerloop.matchmaking.models import Run, Shortfall
from peerloop.matchmaking.states import State, state
from peerloop.skills.models import Need


@handles("matchmaking.expire_requests", every=timedelta(minutes=5), speaks_outside=True)
def expire(payload: dict[str, int | str]) -> None:
    """Expire the requests that nobody answered in time."""
    expire_requests()


@handles("matchmaking.expire_rings", every=timedelta(minutes=5), speaks_outside=True)
def let_rings_go(payload: dict[str, int | str]) -> None:
    """Let go the swaps and rings to which not everybody has said yes in time."""
    expire_rings()


@handles("matchmaking.draw_stretches", every=timedelta(days=1), speaks_outside=True)
def stretch(payload: dict[str, int | str]) -> None:
    """Suggest something outside their field to those whose day of the season has come."""
    draw_stretches(now().date())


@handles("matchmaking.release_silent", every=timedelta(hours=6), speaks_outside=True)
def release(payload: dict[str, int | str]) -> None:
    """Ask the two of pairings that have gone quiet, and give back the seats of those who were asked in vain."""
    release_silent()


@handles("matchmaking.forget_refused_hours", every=timedelta(days=1))
def forget(payload: dict[str, int | str]) -> None:
    """Let hours that did not suit a month ago be suggested again."""
    forget_refused_hours()


@handles("matchmaking.look_again", speaks_outside=True)
def look_again(payload: dict[str, int | str]) -> None:
    """Look once more for whoever wants a skill and found nobody, after it was merged with another or parted from it."""
    missed = Shortfall.objects.filter(need__skill=int(payload["skill"])).values("need")
    each(Need.objects.filter(pk__in=missed).select_related("member", "skill"), refresh_suggestions)


@handles("matchmaking.run", speaks_outside=True)
def run_as_asked(payload: dict[str, int | str]) -> None:
    """Do the run that was asked for; one that has ended, or of which too much time has passed, is left alone."""
    asked = Run.objects.filter(pk=payload["run"]).select_related("publication", "withdrawal", "stop", "policy").first()
    if asked is not None and asked.finished_at is None and state(asked) is not State.LOST:
        run(asked=asked, progress=lambda step, percent: progress.say(asked, step, percent))


@handles("matchmaking.tell_run")
def tell(payload: dict[str, int | str]) -> None:
    """Have those written to whom a run has chosen somebody for, now that it can no longer be withdrawn."""
    for published in Run.objects.filter(pk=payload["run"]):
        tell_run(published)


@handles("matchmaking.look_after_withdrawal", speaks_outside=True)
def look(payload: dict[str, int | str]) -> None:
    """Look for somebody for those whom a withdrawn run leaves with nothing."""
    for withdrawn in Run.objects.filter(pk=payload["run"]):
        look_after_withdrawal(withdrawn)


@handles("matchmaking.forget_drafts", every=timedelta(days=1))
def tidy(payload: dict[str, int | str]) -> None:
    """Throw old drafts away and forget whom old runs chose."""
    forget_drafts()
