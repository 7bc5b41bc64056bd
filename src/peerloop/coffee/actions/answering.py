"""Gladly, or not this time; and afterwards: did you meet?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.coffee.models import Introduced, Introduction
from peerloop.coffee.rules import Over
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import require
from peerloop.schedule.actions import cancel_session, confirm_session, leave_session
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Participation

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def say_yes(introduction: Introduction, *, by: Member) -> bool:
    """Say that the hour suits; return whether it is booked now, for all have said so. Twice is once.

    Raises ``Over`` where the hour was given back or has passed, ``PermissionDenied`` for who was not introduced.
    """
    mine = _answered(introduction, by, Introduced.Answer.YES)
    session = mine.introduction.session
    if not hasattr(session, "confirmation") and not _missing(session):
        confirm_session(session, by=None)
        return True
    return hasattr(session, "confirmation")


@transaction.atomic
def say_no(introduction: Introduction, *, by: Member) -> None:
    """Say not this time: the hour is free again; of three, the two others may still meet.

    Raises as ``say_yes`` does; once it is booked one cancels the session instead (``Over``).
    """
    mine = _answered(introduction, by, Introduced.Answer.NO)
    session = mine.introduction.session
    if session.participations.count() > 2:
        leave_session(session, by=by)
        if not _missing(session):
            confirm_session(session, by=None)
    else:
        cancel_session(session, by=by)


@transaction.atomic
def say_met(introduction: Introduction, *, by: Member, met: bool) -> None:
    """Say afterwards whether one met; for oneself alone, and it may be changed. Raises ``Over`` before the hour."""
    mine = Introduced.objects.filter(introduction=introduction, member=by)
    require(mine.exists())
    if introduction.session.ends_at > now():
        raise Over(_("The hour is still to come."))
    mine.update(met=met)
    record("coffee.met", actor=by, subject=introduction, about=[by.pk])


def _answered(introduction: Introduction, by: Member, answer: Introduced.Answer) -> Introduced:
    """Note the answer under the locks of all who are introduced, and return it fresh."""
    company = list(Introduced.objects.filter(introduction=introduction).values_list("member", flat=True))
    require(by.pk in company)
    hold_members(company)
    mine = Introduced.objects.select_related(
        "introduction__session__confirmation", "introduction__session__cancellation"
    ).get(introduction=introduction, member=by)
    session = mine.introduction.session
    booked = hasattr(session, "confirmation")
    if hasattr(session, "cancellation") or session.starts_at <= now() or mine.answer == Introduced.Answer.NO:
        raise Over(_("This hour has been given back. The next round brings somebody new."))
    if booked and answer == Introduced.Answer.NO:
        raise Over(_("This coffee is booked. If you cannot come, say so on its page."))
    if mine.answer != answer:
        mine.answer, mine.answered_at = answer, now()
        mine.save(update_fields=["answer", "answered_at"])
        record("coffee.answered", actor=by, subject=introduction, about=[by.pk])
    return mine


def _missing(session: Session) -> bool:
    """Whether somebody who takes part has not said yes."""
    there = Participation.objects.filter(session=session).values("member")
    waits = Introduced.objects.filter(introduction__session=session, member__in=there)
    return waits.exclude(answer=Introduced.Answer.YES).exists()
