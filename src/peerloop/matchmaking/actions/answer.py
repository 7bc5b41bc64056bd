"""The one who is asked answers: yes, or not this time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.close import close, held
from peerloop.matchmaking.actions.open_pairing import open_pairing
from peerloop.matchmaking.models import Meeting, Outcome, Pairing, Request, Shortfall, Suggestion
from peerloop.matchmaking.rules import line, may_answer, must, must_be_open
from peerloop.schedule.actions import confirm_session
from peerloop.skills.locks import keep_skills

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def accept(request: Request, *, by: Member) -> Pairing:
    """Say yes: a pairing begins, its first session is booked and its loop is open.

    Raises ``RequestOver`` where it was answered before or has expired, ``PermissionDenied`` for anybody but the
    one who was asked.
    """
    must(may_answer(by, request))
    keep_skills()
    request = held(request).request
    must_be_open(request)
    Outcome.objects.create(request=request, kind=Outcome.Kind.ACCEPTED, by=by, at=now())
    confirm_session(request.session, by=by)
    pairing = open_pairing(
        kind=Pairing.Kind(request.kind),
        learner=request.learner,
        teacher=request.teacher,
        skill=request.skill,
        by=by,
        request=request,
    )
    Meeting.objects.create(pairing=pairing, session=request.session)
    Suggestion.objects.filter(need=request.need_id).delete()
    Shortfall.objects.filter(need=request.need_id).delete()
    record(
        "request.accepted",
        actor=by,
        subject=request,
        about=[request.learner_id, request.teacher_id],
        pairing=pairing.pk,
    )
    return pairing


@transaction.atomic
def decline(request: Request, *, by: Member, word: str = "") -> None:
    """Say that it is not possible this time; no reason is needed, and the next is asked where that was wished.

    Raises ``RequestOver``, ``BadLine`` for a word that is too long, and ``PermissionDenied`` as ``accept`` does.
    """
    must(may_answer(by, request))
    said = line(word, "word")
    by_hand = held(request)
    must_be_open(by_hand.request)
    close(by_hand, Outcome.Kind.DECLINED, by=by, word=said)
