"""How every request ends without becoming a pairing: the outcome, the hour given back, and who is asked next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.ask import ask
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.hours import LEAD, shared_hours
from peerloop.matchmaking.instant import look
from peerloop.matchmaking.models import Outcome, Request, Suggestion
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.models import Member
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = ("need__skill", "need__member", "learner", "teacher", "skill", "session", "outcome")


@dataclass(frozen=True)
class Held:
    """A request as it stands, under the locks of its two and of those who could be asked next, best first."""

    request: Request
    next_ones: Sequence[int]


def held(request: Request) -> Held:
    """Lock everybody whom the end of the request may concern, in one go, and return it fresh.

    A second lock later could wait for somebody who waits for the first.
    """
    next_ones = _next_ones(request)
    hold_members({request.learner_id, request.teacher_id, *next_ones})
    return Held(Request.objects.select_related(*FULL).get(pk=request.pk), next_ones)


def close(by_hand: Held, kind: Outcome.Kind, *, by: Member | None, word: str = "") -> None:
    """Write how it ended, give hour and seat back, record it, and look for somebody else.

    A hold that somebody gave back already is left alone.
    """
    request = by_hand.request
    request.outcome = Outcome.objects.create(request=request, kind=kind, by=by, at=now())
    cancel_session(request.session, by=by, word=word)
    record(f"request.{kind}", actor=by, subject=request, about=[request.learner_id, request.teacher_id])
    if request.need is not None and request.learner.departed_at is None:
        if kind in {Outcome.Kind.DECLINED, Outcome.Kind.EXPIRED}:
            _ask_next(request, by_hand.next_ones)
        refresh_suggestions(request.need)


def _next_ones(request: Request) -> list[int]:
    """Return whom to ask next where the learner has ticked that: who stands suggested, then who could help besides."""
    if not request.then_next or request.need is None:
        return []
    listed = Suggestion.objects.filter(need=request.need).order_by("rank", "pk").values_list("teacher", flat=True)
    besides = (proposal.teacher for proposal in look(request.need).proposals)
    return [teacher for teacher in dict.fromkeys([*listed, *besides]) if teacher != request.teacher_id]


def _ask_next(request: Request, next_ones: Sequence[int]) -> Request | None:
    """Ask the first of them who can, with the same line; None where nobody can."""
    if request.need is None or not next_ones:
        return None
    found = Member.objects.in_bulk(next_ones)
    teachers = [found[teacher] for teacher in next_ones]
    for teacher, hours in zip(teachers, shared_hours(request.learner, teachers, after=now() + LEAD), strict=True):
        for starts_at in hours[:1]:
            try:
                return ask(
                    request.need, teacher=teacher, starts_at=starts_at, text=request.text, then_next=True, by=None
                )
            except NotPossible:
                continue
    return None
