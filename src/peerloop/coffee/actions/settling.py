"""The time to answer has passed: who let it be booked has it booked, other hours are given back.

Of three, two who are willing meet without the third, who said nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from peerloop.coffee.models import Introduced, Introduction, Joining
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.each import each
from peerloop.people.models import Member
from peerloop.schedule.actions import cancel_session, confirm_session, leave_session
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Participation

if TYPE_CHECKING:
    from peerloop.schedule.models import Session


def settle() -> int:
    """Settle each introduction whose time to answer has passed, in its own transaction; return how many."""
    open_ = Introduction.objects.filter(
        answer_by__lte=now(), session__confirmation=None, session__cancellation=None
    ).order_by("answer_by", "pk")
    return each(list(open_), _settle)


@transaction.atomic
def _settle(introduction: Introduction) -> None:
    session = introduction.session
    there = set(Participation.objects.filter(session=session).values_list("member", flat=True))
    hold_members(there)
    introduction = Introduction.objects.select_related("session__confirmation", "session__cancellation").get(
        pk=introduction.pk
    )
    session = introduction.session
    if hasattr(session, "confirmation") or hasattr(session, "cancellation"):
        return
    said = Introduced.objects.filter(introduction=introduction, member__in=there, answer=Introduced.Answer.YES)
    willing = set(said.values_list("member", flat=True))
    willing |= set(Joining.objects.filter(member__in=there, books_itself=True).values_list("member", flat=True))
    if len(willing) > 1 and session.starts_at > now() and _booked(session, silent=there - willing):
        return
    cancel_session(session, by=None)
    record("coffee.unanswered", actor=None, subject=introduction, about=sorted(willing))


def _booked(session: Session, *, silent: set[int]) -> bool:
    """Book the hour for those who are willing; whether it could be."""
    try:
        with transaction.atomic():
            for member in Member.objects.filter(pk__in=silent).order_by("pk"):
                leave_session(session, by=member)
            confirm_session(session, by=None)
    except ValidationError:
        return False
    return True
