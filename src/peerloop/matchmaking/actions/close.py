"""How every request ends without becoming a pairing: the outcome, the hour given back, and who is asked next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.ask import ask
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.hours import LEAD, shared_hours
from peerloop.matchmaking.models import Outcome, Request, Suggestion
from peerloop.matchmaking.rules import NotPossible
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member

FULL = ("need__skill", "need__member", "learner", "teacher", "skill", "session", "outcome")


def held(request: Request) -> Request:
    """Return the request as it stands, with everybody locked whom its end may concern.

    Who could be asked next is locked with the two, in one go: a second lock later could wait for somebody who
    waits for the first.
    """
    next_ones = Suggestion.objects.filter(need=request.need_id).values_list("teacher", flat=True)
    hold_members({request.learner_id, request.teacher_id, *next_ones})
    return Request.objects.select_related(*FULL).get(pk=request.pk)


def close(request: Request, kind: Outcome.Kind, *, by: Member | None, word: str = "") -> None:
    """Write how it ended, give hour and seat back, record it, and look for somebody else.

    ``request`` comes from ``held``. A hold that somebody gave back already is left alone.
    """
    request.outcome = Outcome.objects.create(request=request, kind=kind, by=by, at=now())
    cancel_session(request.session, by=by, word=word)
    record(f"request.{kind}", actor=by, subject=request, about=[request.learner_id, request.teacher_id])
    if request.need is not None and request.learner.departed_at is None:
        if request.then_next and kind in {Outcome.Kind.DECLINED, Outcome.Kind.EXPIRED}:
            ask_next(request)
        refresh_suggestions(request.need)


def ask_next(request: Request) -> Request | None:
    """Ask the next suggested teacher, as the learner ticked, with the same line; None where nobody can."""
    if request.need is None:
        return None
    rows = Suggestion.objects.filter(need=request.need).exclude(teacher=request.teacher_id)
    teachers = [row.teacher for row in rows.select_related("teacher").order_by("rank", "pk")]
    for teacher, hours in zip(teachers, shared_hours(request.learner, teachers, after=now() + LEAD), strict=True):
        for starts_at in hours[:1]:
            try:
                return ask(
                    request.need, teacher=teacher, starts_at=starts_at, text=request.text, then_next=True, by=None
                )
            except NotPossible:
                continue
    return None
