"""Come into the queue, and go out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.officehours.locks import hold_hour
from peerloop.officehours.models import Joint, Visit
from peerloop.officehours.queries import dates_of, hours_seen_by, may_come_next_time, queue_of
from peerloop.officehours.rules import MOST, SLOTS, Over, a_line, hosts, same_question, still_takes
from peerloop.people.rules import kept_apart, require
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from peerloop.officehours.models import OfficeHour
    from peerloop.people.models import Member

FIRST = -1_000_000
"""Who was promised to come first stands before everybody else, in order among themselves."""


@transaction.atomic
def come(hour: OfficeHour, session: Session, *, by: Member, text: str, minutes: int = 0) -> Visit:
    """Take the next place in the queue of a date, or keep the one that one has, with these words; return the visit.

    ``minutes``: how long it will take; the hour's slot where not given. Raises ``ValidationError`` by field and where
    the date takes nobody any more, ``PermissionDenied`` for the host and for who does not see the hour.
    """
    held = hold_hour(hour.pk)
    require(not hosts(held, by) and hours_seen_by(by).filter(pk=held.pk).exists())
    line = a_line(text)
    minutes = minutes or held.slot
    if minutes not in SLOTS:
        raise ValidationError({"minutes": _("Please choose how many minutes it takes.")})
    stands = _date_of(held, session)
    there = Visit.objects.filter(session=stands, ended_at=None)
    mine = there.filter(member=by).first()
    if mine is not None:
        if mine.called_at is None and (mine.text, mine.minutes) != (line, minutes):
            mine.text, mine.minutes = line, minutes
            mine.save(update_fields=["text", "minutes"])
            record("visit.changed", actor=by, subject=mine, about=[by.pk])
        return mine
    if there.count() >= MOST:
        raise ValidationError(_("So many wait already that nobody else would be reached. Please choose another date."))
    visit = _seated(held, stands, by, line, minutes)
    record("visit.made", actor=by, subject=visit, about=[by.pk])
    _ask_who_seems_to_ask_the_same(visit)
    return visit


@transaction.atomic
def leave(visit: Visit, *, by: Member) -> None:
    """Go out of the queue; who was to come in together stays in its place. Twice is once."""
    hold_hour(visit.hour_id)
    stands = Visit.objects.get(pk=visit.pk)
    require(stands.member_id == by.pk)
    if stands.ended_at is None:
        _end(stands, Visit.Outcome.LEFT)
        record("visit.left", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def come_next_time(visit: Visit, *, by: Member) -> Visit:
    """Go out of this queue and be the first in the next date's; return the visit there.

    Raises ``Over`` for who has been called, ``ValidationError`` where there is no next date yet.
    """
    held = hold_hour(visit.hour_id)
    stands = Visit.objects.select_related("session").get(pk=visit.pk)
    require(stands.member_id == by.pk)
    later = [date for date in dates_of(held) if date.starts_at > stands.session.starts_at]
    taken = Visit.objects.filter(session__in=later, member=by, ended_at=None).first()
    if stands.outcome == Visit.Outcome.POSTPONED and taken is not None:
        return taken
    if not may_come_next_time(stands):
        raise Over(_("It is your turn already, or your visit is over."))
    if not later:
        raise ValidationError(_("There is no next date yet. Look here again later."))
    _end(stands, Visit.Outcome.POSTPONED)
    if taken is None or taken.session_id != later[0].pk:
        taken = _seated(held, later[0], by, stands.text, stands.minutes)
    taken.stands_at = FIRST + taken.place
    taken.save(update_fields=["stands_at"])
    record("visit.postponed", actor=by, subject=taken, about=[by.pk])
    return taken


def _date_of(hour: OfficeHour, session: Session) -> Session:
    held = Session.objects.select_for_update(no_key=True, of=("self",))  # nobody cancels it while one comes in
    list(held.filter(pk=session.pk).values_list("pk"))
    stands = Session.objects.select_related("cancellation").get(pk=session.pk)
    if not still_takes(stands, now=now()) or all(stands.pk != date.pk for date in dates_of(hour, at_most=100)):
        raise ValidationError({"session": _("This date takes nobody any more. Please choose another one.")})
    return stands


def _seated(hour: OfficeHour, session: Session, by: Member, line: str, minutes: int) -> Visit:
    last = Visit.objects.filter(session=session).aggregate(last=Max("place"))["last"] or 0
    return Visit.objects.create(
        hour=hour,
        session=session,
        member=by,
        text=line,
        minutes=minutes,
        place=last + 1,
        stands_at=last + 1,
        asked_at=now(),
    )


def _end(visit: Visit, outcome: Visit.Outcome) -> None:
    visit.ended_at, visit.outcome = now(), outcome
    visit.save(update_fields=["ended_at", "outcome"])


def _ask_who_seems_to_ask_the_same(visit: Visit) -> None:
    """Ask the first of those who wait alone, whose line is like the newcomer's, and the newcomer."""
    for turn in queue_of(visit.session).waiting:
        other = turn.first
        if len(turn.visits) > 1 or other.pk == visit.pk or not same_question(other.text, visit.text):
            continue
        if not kept_apart(other.member, visit.member):
            joint = Joint.objects.create(one=other, two=visit, at=now())
            record("joint.asked", actor=None, subject=joint, about=[other.member_id, visit.member_id])
            return
