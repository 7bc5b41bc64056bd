"""What the worker does for matchmaking."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.matchmaking import progress
from peerloop.matchmaking.actions import expire_requests, forget_refused_hours, release_silent, run
from peerloop.matchmaking.models import Run


@handles("matchmaking.expire_requests", every=timedelta(minutes=5), speaks_outside=True)
def expire(payload: dict[str, int | str]) -> None:
    """Expire the requests that nobody answered in time."""
    expire_requests()


@handles("matchmaking.release_silent", every=timedelta(hours=6), speaks_outside=True)
def release(payload: dict[str, int | str]) -> None:
    """Give back the seats of pairings that have gone quiet."""
    release_silent()


@handles("matchmaking.forget_refused_hours", every=timedelta(days=1))
def forget(payload: dict[str, int | str]) -> None:
    """Let hours that did not suit a month ago be suggested again."""
    forget_refused_hours()


@handles("matchmaking.run", speaks_outside=True)
def run_as_asked(payload: dict[str, int | str]) -> None:
    """Do the run that was asked for; one that is finished is left alone."""
    asked = Run.objects.filter(pk=payload["run"], finished_at=None).first()
    if asked is not None:
        run(asked=asked, progress=lambda step, percent: progress.say(asked, step, percent))
