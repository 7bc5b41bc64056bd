"""Lay out a session after a format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.scaling import scaled
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.laid_out import dealt, lay_out
from peerloop.live.actions.opened import everybody, opened
from peerloop.live.models import Agenda, Clock
from peerloop.live.rules import as_leader, still_to_come

if TYPE_CHECKING:
    from peerloop.formats.shape import Format
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def set_agenda(session: Session, form: Format, *, by: Member) -> Agenda:
    """Lay the format's steps over the session's minutes, deal its roles, and return the agenda.

    One that was there is replaced, as long as the session has not begun. Raises ``ValidationError`` for a session
    that is cancelled, over or under way, or shorter than the steps are many; ``PermissionDenied`` for who does not
    lead.
    """
    session = opened(session)
    as_leader(session, by)
    still_to_come(session, now=now())
    if Clock.objects.filter(session=session).exists():
        raise ValidationError(_("The session is under way. Change its steps instead."))
    if len(form.steps) > session.minutes:
        words = _("“%(title)s” has %(steps)s steps, more than this session has minutes.")
        raise ValidationError(words % {"title": form.title, "steps": len(form.steps)})
    minutes = scaled([step.minutes for step in form.steps], session.minutes)
    steps = [replace(step, minutes=each) for step, each in zip(form.steps, minutes, strict=True)]
    agenda = Agenda.objects.filter(session=session).first() or Agenda(session=session)
    agenda.format, agenda.title, agenda.by, agenda.sequence = form.code, str(form.title), by, agenda.sequence + 1
    agenda.save()
    lay_out(agenda, form.roles, steps, dealt(session, form.roles, form.code if form.turns else ""))
    record("agenda.set", actor=by, subject=agenda, about=everybody(session))
    return agenda
