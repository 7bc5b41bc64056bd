"""A pairing ends, and the teacher's seat is free again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.held_pairing import both, held_pairing
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.models import Ending, NotAFit, Pairing, Thanks
from peerloop.matchmaking.rules import a_page, is_running, must, takes_part
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.locks import hold_members
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.matchmaking.models import Ring
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

WORD = 1_000


@transaction.atomic
def end_pairing(pairing: Pairing, *, by: Member | None, kind: str = Ending.Kind.DONE, thanks: str = "") -> None:
    """End the pairing and cancel what it still had before it; one that has ended is left alone.

    ``by``: one of the two, or None for the house itself; ``PermissionDenied`` for anybody else. ``thanks``: a word to
    the other, kept also where the other has just ended it. Not a fit: the two are not brought together for this skill
    again, somebody else is looked for at once, and who said so is kept nowhere, the journal included. Raises
    ``BadLine`` for too long a word.
    """
    must(by is None or takes_part(by, pairing))
    word = a_page(thanks, WORD) if thanks.strip() else ""
    pairing = held_pairing(pairing)
    if by is not None and word:
        Thanks.objects.get_or_create(pairing=pairing, by=by, defaults={"text": word, "at": now()})
    if not is_running(pairing):
        return
    unfit, by_teacher = kind == Ending.Kind.NOT_A_FIT, by is not None and by.pk == pairing.teacher_id
    by = None if unfit else by
    Ending.objects.create(pairing=pairing, kind=kind, by=by, at=now())
    for session in to_come(pairing):
        cancel_session(session, by=by)
    record("pairing.ended", actor=by, subject=pairing, about=both(pairing), kind=str(kind))
    if unfit and pairing.skill is not None:
        NotAFit.objects.get_or_create(
            learner=pairing.learner, teacher=pairing.teacher, skill=pairing.skill, defaults={"at": now()}
        )
    if unfit or by_teacher:
        _look_elsewhere(pairing)


@transaction.atomic
def end_ring(ring: Ring, *, by: Member, thanks: str = "") -> None:
    """End every direction of the swap or ring that still runs; ``PermissionDenied`` for who is not in it."""
    places = list(ring.places.all())
    must(by.pk in {place.learner_id for place in places})
    hold_members({place.learner_id for place in places})
    for pairing in Pairing.objects.filter(ring=ring, ending=None).order_by("pk"):
        own = takes_part(by, pairing)
        end_pairing(pairing, by=by if own else None, thanks=thanks if own else "")
    record("ring.ended", actor=by, subject=ring, about=[place.learner_id for place in places])


@transaction.atomic
def thank(pairing: Pairing, *, text: str, by: Member) -> Thanks:
    """Say a word of thanks to the other, once, when it has ended; a second one is not taken.

    Raises ``BadLine`` under "text", ``PermissionDenied`` for anybody else and while the pairing runs.
    """
    word = a_page(text, WORD)
    held = held_pairing(pairing, by=by)
    must(not is_running(held))
    said, new = Thanks.objects.get_or_create(pairing=held, by=by, defaults={"text": word, "at": now()})
    if new:
        record("pairing.thanked", actor=by, subject=held, about=both(held))
    return said


def to_come(pairing: Pairing) -> QuerySet[Session]:
    """The pairing's sessions that are neither over nor cancelled, in order."""
    return pairing.sessions.filter(ends_at__gt=now(), cancellation=None).order_by("starts_at", "pk")


def _look_elsewhere(pairing: Pairing) -> None:
    """Look for somebody else for the learner, whose wish is not met where it was not they who are done."""
    wanted = Need.objects.filter(member=pairing.learner, skill=pairing.skill).select_related("member", "skill")
    for need in wanted:
        refresh_suggestions(need)
