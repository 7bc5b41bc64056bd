"""Turn the clock: each turn rests on what its leader saw, so two who press at once turn it once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.queries import format_by
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import everybody, opened
from peerloop.live.dealing import deal, moved_on
from peerloop.live.models import Agenda, AgendaStep, CheckIn, Clock
from peerloop.live.rules import Overtaken, as_leader, on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peerloop.formats.shape import Who
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

MORE = timedelta(minutes=2)


@transaction.atomic
def next_step(session: Session, *, by: Member, sequence: int) -> Clock:
    """Go on to the next step; after the last the session is done."""
    clock, steps = _in_hand(session, by, sequence)
    if clock.place + 1 >= len(steps):
        return _turned(clock, "live.ended", by, ended=True)
    return _to(clock, steps, clock.place + 1, "live.stepped", by)


@transaction.atomic
def step_back(session: Session, *, by: Member, sequence: int) -> Clock:
    """Go back to the step before, with all of its minutes; raises ``ValidationError`` at the first."""
    clock, steps = _in_hand(session, by, sequence)
    if clock.place == 0:
        raise ValidationError(_("This is the first step."))
    return _to(clock, steps, clock.place - 1, "live.stepped_back", by)


@transaction.atomic
def more_time(session: Session, *, by: Member, sequence: int) -> Clock:
    """Give the step two more minutes, from now where its time is up."""
    clock, _steps = _in_hand(session, by, sequence)
    if clock.ends_at is None:
        clock.left = max(clock.left or 0, 0) + int(MORE.total_seconds())
    else:
        clock.ends_at = max(clock.ends_at, now()) + MORE
    return _turned(clock, "live.extended", by)


@transaction.atomic
def pause(session: Session, *, by: Member, sequence: int) -> Clock:
    """Let the clock stand; one that stands already stays so."""
    clock, _steps = _in_hand(session, by, sequence)
    if clock.ends_at is None:
        return clock
    clock.left, clock.ends_at = round((clock.ends_at - now()).total_seconds()), None
    return _turned(clock, "live.paused", by)


@transaction.atomic
def resume(session: Session, *, by: Member, sequence: int) -> Clock:
    """Let the clock run again; one that runs already stays so."""
    clock, _steps = _in_hand(session, by, sequence)
    if clock.ends_at is not None:
        return clock
    clock.ends_at, clock.left = now() + timedelta(seconds=clock.left or 0), None
    return _turned(clock, "live.resumed", by)


@transaction.atomic
def another_round(session: Session, *, by: Member, sequence: int) -> Clock:
    """Let each role go on to the next one, and begin again with the first step that one of these roles leads.

    The role of who has not come goes to somebody who has. Raises ``ValidationError`` where the roles do not go round.
    """
    clock, steps = _in_hand(session, by, sequence)
    agenda = Agenda.objects.get(session=session)
    form = format_by(agenda.format) if agenda.format else None
    roles = list(agenda.roles.filter(who="one", member__isnull=False))
    if form is None or not form.turns or not roles:
        raise ValidationError(_("In this format the roles do not go round."))
    held = {role.code: role.member_id for role in roles if role.member_id}
    circle, away = _circle(clock.session, held)
    held |= _handed_on(held, circle, away)
    going = moved_on(held, circle)
    for role in roles:
        role.member_id = going[role.code]
        role.save(update_fields=["member"])
    agenda.sequence += 1
    agenda.save(update_fields=["sequence"])
    first = next((step.place for step in steps if step.who in held), 0)
    return _to(clock, steps, first, "live.went_round", by)


def _circle(session: Session, held: Mapping[str, int]) -> tuple[list[int], set[int]]:
    """Return among whom the roles go round, in a fixed order, and who has one and is not here.

    Those are who is here and does not lead, and who has one. Nobody counts as away before more than half have checked
    in: not everybody types the code.
    """
    came = set(CheckIn.objects.filter(session=session).values_list("member", flat=True))
    parts = sorted(session.participations.all(), key=lambda one: one.pk)
    learning = {one.member_id for one in parts if one.part != one.Part.TEACHER}
    there = came & learning or learning
    holding = set(held.values())
    away = holding & learning - there if 2 * len(there) > len(learning) else set()
    return [one.member_id for one in parts if one.member_id in (there | holding) - away], away


def _handed_on(held: Mapping[str, int], circle: Sequence[int], away: set[int]) -> dict[str, int]:
    """Return who has the roles of those who are away instead: those in the circle who have the fewest."""
    codes: list[tuple[str, Who]] = [(code, "one") for code, member in held.items() if member in away]
    return deal(codes, [], circle, {}, Counter(member for member in held.values() if member not in away))


@transaction.atomic
def finish(session: Session, *, by: Member, sequence: int) -> Clock:
    """End the session before its last step."""
    clock, _steps = _in_hand(session, by, sequence)
    return _turned(clock, "live.ended", by, ended=True)


def _in_hand(session: Session, by: Member, sequence: int) -> tuple[Clock, list[AgendaStep]]:
    """Return the clock and the steps under the session's lock.

    Raises ``PermissionDenied`` for who does not lead, ``Overtaken`` where the clock was turned since it was looked
    at, ``ValidationError`` where the session is not on or its agenda is done.
    """
    session = opened(session)
    as_leader(session, by)
    on(session, now=now())
    clock = Clock.objects.filter(session=session).first()
    if clock is None:
        raise ValidationError(_("It has not begun yet."))
    clock.session = session
    if clock.sequence != sequence:
        raise Overtaken(_("Somebody else was quicker. This is where you are now."))
    if clock.ended_at is not None:
        raise ValidationError(_("You have come to the end already."))
    return clock, list(AgendaStep.objects.filter(agenda__session=session))


def _to(clock: Clock, steps: list[AgendaStep], place: int, verb: str, by: Member) -> Clock:
    clock.place, clock.left = place, None
    clock.ends_at = now() + timedelta(minutes=steps[place].minutes)
    return _turned(clock, verb, by)


def _turned(clock: Clock, verb: str, by: Member, *, ended: bool = False) -> Clock:
    if ended:
        clock.ended_at = now()
    clock.sequence += 1
    clock.save()
    record(verb, actor=by, subject=clock.session, about=everybody(clock.session))
    return clock
