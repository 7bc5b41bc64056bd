"""Begin with the agenda."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.queries import format_by, format_for
from peerloop.formats.shape import EVERYBODY, Step
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.laid_out import dealt, lay_out, shapes
from peerloop.live.actions.opened import everybody, opened
from peerloop.live.actions.set_agenda import set_agenda
from peerloop.live.models import Agenda, Clock
from peerloop.live.rules import as_leader, on

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def start(session: Session, *, by: Member) -> Clock:
    """Start the first step's clock and return it; a second time changes nothing.

    Without an agenda the one for its kind is taken, or, where that has too many steps, a single one; roles that nobody
    has yet are dealt to those who have the fewest. Raises ``ValidationError`` before ten minutes ahead, after its end,
    or where it is cancelled; ``PermissionDenied`` for who does not lead.
    """
    session = opened(session)
    as_leader(session, by)
    on(session, now=now())
    if clock := Clock.objects.filter(session=session).first():
        return clock
    agenda = Agenda.objects.filter(session=session).first() or _usual(session, by)
    _deal_what_is_open(session, agenda)
    first = agenda.steps.all()[0]
    clock = Clock.objects.create(session=session, ends_at=now() + timedelta(minutes=first.minutes), started_by=by)
    record("live.started", actor=by, subject=session, about=everybody(session))
    return clock


def _usual(session: Session, by: Member) -> Agenda:
    form = format_for(session.kind)
    if form and session.ends_at > now() and len(form.steps) <= session.minutes:
        return set_agenda(session, form, by=by)
    agenda = Agenda.objects.create(session=session, by=by, sequence=1)
    lay_out(agenda, [], [Step(_("Our session"), session.minutes, EVERYBODY, "")], {})
    return agenda


def _deal_what_is_open(session: Session, agenda: Agenda) -> None:
    """Give the roles that nobody has to those who have the fewest; who has one keeps it."""
    roles = list(agenda.roles.all())
    form = format_by(agenda.format) if agenda.format else None
    free = [role for role in roles if role.member_id is None]
    having = Counter(role.member_id for role in roles if role.member_id)
    fitting = dealt(session, shapes(free), agenda.format if form and form.turns else "", having=having)
    for role in free:
        if member := fitting.get(role.code):
            role.member_id = member
            role.save(update_fields=["member"])
