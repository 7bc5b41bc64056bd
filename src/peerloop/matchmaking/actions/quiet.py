"""Nothing was heard of two for two weeks: they are asked, both and privately; two weeks later their seat is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.end import end_pairing
from peerloop.matchmaking.actions.held_pairing import both, held_pairing, running_pairing
from peerloop.matchmaking.each import each
from peerloop.matchmaking.models import Ending, Pairing, Quiet, StillAtIt
from peerloop.matchmaking.queries.silent import SILENCE, silent

if TYPE_CHECKING:
    from peerloop.people.models import Member


def release_silent() -> int:
    """Ask the two of each silent pairing, and end those that were asked two weeks ago; return how many ended."""
    ended = Pairing.objects.filter(ending__kind=Ending.Kind.SILENT)
    before = ended.count()
    each(list(silent()), _ask_or_release)
    return ended.count() - before


@transaction.atomic
def still_at_it(pairing: Pairing, *, by: Member) -> None:
    """Say that the two are still at it: nothing is asked for two weeks.

    Raises ``PairingOver`` and ``PermissionDenied``.
    """
    held = running_pairing(pairing, by=by)
    quiet = Quiet.objects.filter(pairing=held, still=None).order_by("-at", "-pk").first()
    if quiet is not None:
        StillAtIt.objects.create(quiet=quiet, by=by, at=now())
        record("pairing.still", actor=by, subject=held, about=both(held))


@transaction.atomic
def _ask_or_release(pairing: Pairing) -> None:
    """Do what is due for one pairing, as it stands under its lock: a word may have come meanwhile."""
    held_pairing(pairing)
    for one in silent().filter(pk=pairing.pk):
        if one.asked_at is None or one.asked_at < one.heard_at:
            Quiet.objects.create(pairing=one, at=now())
            record("pairing.quiet", actor=None, subject=one, about=both(one))
        elif one.asked_at <= now() - SILENCE:
            end_pairing(one, by=None, kind=Ending.Kind.SILENT)
