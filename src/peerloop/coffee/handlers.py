"""What the worker does for the coffee rounds."""

from __future__ import annotations

from datetime import timedelta

from peerloop.coffee.actions import hold_round, settle, weekly_round
from peerloop.coffee.models import Round
from peerloop.journal.outbox import handles


@handles("coffee.weekly", every=timedelta(weeks=1), speaks_outside=True)
def each_week(payload: dict[str, int | str]) -> None:
    """Hold the week's round."""
    weekly_round()


@handles("coffee.round", speaks_outside=True)
def as_called(payload: dict[str, int | str]) -> None:
    """Hold the round that an organiser called; one that was held is left alone."""
    for called in Round.objects.filter(pk=payload["round"], figures={}):
        hold_round(called)


@handles("coffee.settle", every=timedelta(minutes=15), speaks_outside=True)
def in_time(payload: dict[str, int | str]) -> None:
    """Book or give back the hours whose time to answer has passed."""
    settle()
