"""How far a run has come: under way, a draft, published, or over; and what may still be done to it, in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import now
from peerloop.matchmaking.rules import NotPossible

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from peerloop.matchmaking.models import Run

LONGEST = timedelta(minutes=30)
"""A run that has not ended by then is not coming any more."""
TO_WITHDRAW = timedelta(hours=1)
"""For so long a published run can be taken back, and nobody hears of it by mail."""


class RunOver(NotPossible):
    """The run is no longer where this can be done to it."""


class State(StrEnum):
    """Where a run stands."""

    UNDER_WAY = "under_way"
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DISCARDED = "discarded"
    LOST = "lost"


LABELS: dict[State, _StrPromise] = {
    State.UNDER_WAY: gettext_lazy("under way"),
    State.DRAFT: gettext_lazy("draft"),
    State.PUBLISHED: gettext_lazy("published"),
    State.WITHDRAWN: gettext_lazy("withdrawn"),
    State.STOPPED: gettext_lazy("stopped"),
    State.DISCARDED: gettext_lazy("thrown away"),
    State.LOST: gettext_lazy("ended without a result"),
}


def state(run: Run) -> State:
    """Return where the run stands; reads ``publication``, ``withdrawal`` and ``stop``, which a list fetches along."""
    if hasattr(run, "withdrawal"):
        return State.WITHDRAWN
    if hasattr(run, "publication"):
        return State.PUBLISHED
    if hasattr(run, "stop"):
        return State.DISCARDED if run.figures else State.STOPPED
    if run.finished_at is not None:
        return State.DRAFT if run.figures else State.LOST
    return State.UNDER_WAY if run.started_at > now() - LONGEST else State.LOST


def withdrawn_until(run: Run) -> datetime:
    """Return until when the published run can be taken back; only then does mail go out."""
    at: datetime = run.publication.at
    return at + TO_WITHDRAW


def must_be_a_draft(run: Run) -> None:
    """Raise ``RunOver`` with the words for what became of it."""
    words = {
        State.UNDER_WAY: _("This run is still under way."),
        State.PUBLISHED: _("This run has been published already."),
        State.WITHDRAWN: _("This run was published and withdrawn; let matching look anew."),
        State.STOPPED: _("This run was stopped; nothing of it was kept."),
        State.DISCARDED: _("This draft has been thrown away."),
        State.LOST: _("This run ended without a result."),
    }
    found = state(run)
    if found is not State.DRAFT:
        raise RunOver(words[found])


def must_be_withdrawable(run: Run, standing: Run | None) -> None:
    """Raise ``RunOver`` where the run does not stand, or has stood for an hour."""
    if state(run) is State.WITHDRAWN:
        raise RunOver(_("This run has been withdrawn already."))
    if state(run) is not State.PUBLISHED:
        raise RunOver(_("This run has not been published."))
    if now() >= withdrawn_until(run):
        raise RunOver(_("A run can be withdrawn within one hour; by now people have been told. Match again instead."))
    if standing != run:
        raise RunOver(_("Another run has been published since; its choices stand, not these."))
