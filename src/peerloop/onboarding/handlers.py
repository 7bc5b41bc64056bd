"""What the worker does for buddies."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.onboarding import actions

A_DAY = timedelta(days=1)


@handles("onboarding.daily", every=A_DAY, speaks_outside=True)
def each_day(payload: dict[str, int | str]) -> None:
    """Look who is new, whose time to answer has passed, who is in the second week and who is done."""
    for do in (actions.let_lapse, actions.welcome_newcomers, actions.look_again, actions.second_weeks,
               actions.farewells):  # fmt: skip
        do()
