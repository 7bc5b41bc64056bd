"""Ask somebody for an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.earlier import asked_as
from peerloop.matchmaking.hours import LEAD, MINUTES, free_then, shared_hours
from peerloop.matchmaking.models import Pairing, Request
from peerloop.matchmaking.queries import open_request, seats_left
from peerloop.matchmaking.rules import AlreadyAsked, HourTaken, NotToAsk, SeatTaken, line, must
from peerloop.matchmaking.workdays import answer_by
from peerloop.people.rules import is_manager_of, kept_apart
from peerloop.schedule.actions import hold_session
from peerloop.schedule.locks import hold_members
from peerloop.schedule.rules import Clash
from peerloop.skills.locks import hold_skill
from peerloop.skills.models import Offer
from peerloop.times.rules import sayable

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session
    from peerloop.skills.models import Need


@transaction.atomic
def ask(
    need: Need, *, teacher: Member, starts_at: datetime, text: str = "", then_next: bool = False, by: Member | None
) -> Request:
    """Ask ``teacher`` for the half-hour from ``starts_at``; the hour and a seat are held until it is answered.

    ``by``: whose need it is, or None where the house asks the next one for them. The same question twice (a
    double click) is one request. Raises ``AlreadyAsked`` while another is on its way for this need, ``SeatTaken``,
    ``HourTaken`` with the next hour that both have, ``NotToAsk``, ``BadLine``, ``PermissionDenied``.
    """
    must(by is None or by.pk == need.member_id)
    said = line(text)
    need.skill = hold_skill(need.skill)
    held = hold_members((need.member_id, teacher.pk))
    learner, teacher = held[need.member_id], held[teacher.pk]
    underway = open_request(need)
    if underway is not None:
        return _the_same(underway, teacher)
    _may_be_asked(need, learner, teacher)
    _has_a_place(learner, teacher)
    session = _hold(need, learner, teacher, starts_at, by=by)
    asked_at = now()
    request = Request.objects.create(
        kind=asked_as(need, teacher),
        need=need,
        learner=learner,
        teacher=teacher,
        skill=need.skill,
        level=need.level,
        pace=need.pace,
        text=said,
        session=session,
        then_next=then_next,
        asked_at=asked_at,
        expires_at=min(answer_by(teacher, asked_at), session.starts_at),
    )
    record("request.made", actor=by, subject=request, about=[learner.pk, teacher.pk])
    return request


def _the_same(underway: Request, teacher: Member) -> Request:
    if underway.teacher_id == teacher.pk:
        return underway
    words = _("You have asked %(name)s already. Wait for the answer, or withdraw that request first.")
    raise AlreadyAsked(words % {"name": underway.teacher.name}, request=underway)


def _may_be_asked(need: Need, learner: Member, teacher: Member) -> None:
    here = learner.departed_at is None and teacher.departed_at is None
    if not here or not Offer.objects.filter(member=teacher, skill=need.skill_id).exists():
        raise NotToAsk(_("This person cannot be asked about this. Please choose somebody else."))
    if is_manager_of(teacher, learner) or is_manager_of(learner, teacher):
        raise NotToAsk(_("You work in one reporting line, so pairings leave you two out. You can still just talk."))
    if Pairing.objects.filter(learner=learner, teacher=teacher, skill=need.skill_id, ending=None).exists():
        words = _("You are learning this with %(name)s already: book your next hour from your pairing.")
        raise NotToAsk(words % {"name": teacher.name})


def _has_a_place(learner: Member, teacher: Member) -> None:
    """Refuse where all seats are taken, and in the same words whom the learner is kept apart from."""
    if kept_apart(learner, teacher) or seats_left([teacher.pk])[teacher.pk] < 1:
        raise SeatTaken(_("All places with %(name)s are taken just now.") % {"name": teacher.name})


def _hold(need: Need, learner: Member, teacher: Member, starts_at: datetime, *, by: Member | None) -> Session:
    local = starts_at.astimezone(ZoneInfo(learner.time_zone))
    if starts_at > now() and sayable(starts_at, learner.time_zone) and free_then(learner, teacher, starts_at):
        try:
            return hold_session(
                by=by,
                learner=learner,
                teacher=teacher,
                skill=need.skill,
                local_date=local.date(),
                local_time=local.time(),
                zone=learner.time_zone,
                minutes=MINUTES,
            )
        except (Clash, ValidationError):
            pass
    [hours] = shared_hours(learner, [teacher], after=now() + LEAD)
    raise HourTaken(_("This hour has been taken in the meantime."), instead=hours[0] if hours else None)
