"""A pairing ends, and the teacher's seat is free again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.each import each
from peerloop.matchmaking.models import Ending, Pairing
from peerloop.matchmaking.rules import is_running, must, takes_part
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member

SILENCE = timedelta(days=14)


@transaction.atomic
def end_pairing(pairing: Pairing, *, by: Member | None, kind: str = Ending.Kind.DONE) -> None:
    """End the pairing and cancel what it still had before it; one that has ended is left alone.

    ``by``: one of the two, or None for the house itself; ``PermissionDenied`` for anybody else.
    """
    must(by is None or takes_part(by, pairing))
    hold_members((pairing.learner_id, pairing.teacher_id))
    pairing = Pairing.objects.select_related("ending").get(pk=pairing.pk)
    if not is_running(pairing):
        return
    Ending.objects.create(pairing=pairing, kind=kind, by=by, at=now())
    for session in to_come(pairing):
        cancel_session(session, by=by)
    record("pairing.ended", actor=by, subject=pairing, about=[pairing.learner_id, pairing.teacher_id], kind=str(kind))


def to_come(pairing: Pairing) -> QuerySet[Session]:
    """The pairing's sessions that are neither over nor cancelled, in order."""
    return pairing.sessions.filter(ends_at__gt=now(), cancellation=None).order_by("starts_at", "pk")


def silent() -> QuerySet[Pairing]:
    """Running pairings of which nothing was heard for two weeks and that have nothing before them."""
    since = now() - SILENCE
    heard = Session.objects.filter(cancellation=None, ends_at__gt=since).values("pk")
    return (
        Pairing.objects.filter(ending=None, opened_at__lte=since)
        .exclude(sessions__in=heard)
        .exclude(loop__gain__at__gt=since)
        .exclude(loop__application__at__gt=since)
        .exclude(loop__feedback__at__gt=since)
        .order_by("pk")
    )


def release_silent() -> int:
    """End each silent pairing in its own transaction, without reproach, and return how many."""
    return each(list(silent()), lambda pairing: end_pairing(pairing, by=None, kind=Ending.Kind.SILENT))
