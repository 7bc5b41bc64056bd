"""What the worker does for circles."""

from __future__ import annotations

from datetime import timedelta

from peerloop.circles import progress
from peerloop.circles.actions.drafting import compute, forget_formings, let_lapse, make, may_still
from peerloop.circles.models import Forming
from peerloop.circles.states import State, state
from peerloop.journal.outbox import handles


@handles("circles.form", speaks_outside=True)
def form(payload: dict[str, int | str]) -> None:
    """Compute the draft that was asked for; one that was stopped, or of which too much time has passed, is not."""
    asked = Forming.objects.filter(pk=payload["forming"]).select_related("making", "discard", "by").first()
    if asked is not None and state(asked) is State.UNDER_WAY and may_still(asked):
        compute(asked, tell=lambda percent: progress.say(asked, percent))


@handles("circles.make", speaks_outside=True)
def make_them(payload: dict[str, int | str]) -> None:
    """Make the circles of a draft; taken up again after it was cut off, those that are left."""
    for forming in Forming.objects.filter(pk=payload["forming"]).select_related("making", "by"):
        make(forming)


@handles("circles.forget", every=timedelta(days=1))
def forget(payload: dict[str, int | str]) -> None:
    """Forget old drafts, and close formed circles into which nobody came."""
    forget_formings()
    let_lapse()
