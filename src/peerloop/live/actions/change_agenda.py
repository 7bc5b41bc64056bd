"""Change what is done in a session, for how long, and who leads which part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.rules import faults, role_faults
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.laid_out import lay_out
from peerloop.live.actions.opened import everybody, opened
from peerloop.live.models import Agenda, Clock
from peerloop.live.rules import Overtaken, as_leader, on, still_to_come

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peerloop.formats.shape import Role, Step
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def change_agenda(
    session: Session,
    *,
    steps: Sequence[Step],
    roles: Sequence[Role],
    held_by: Mapping[str, int],
    sequence: int,
    by: Member,
) -> Agenda:
    """Let the agenda be of these steps and roles, and return it; ``held_by``: who has which role, by its code.

    ``sequence``: how it stood when it was looked at; 0 where there was none. While the session is under way, the
    step that is on stays where it is. Raises ``Overtaken`` where it stands otherwise by now; ``ValidationError`` with
    each fault, naming its step; ``PermissionDenied`` for who does not lead.
    """
    session = opened(session)
    as_leader(session, by)
    clock = Clock.objects.filter(session=session).first()
    (on if clock else still_to_come)(session, now=now())
    agenda = Agenda.objects.filter(session=session).first() or Agenda(session=session)
    if agenda.sequence != sequence:
        raise Overtaken(_("Somebody else has changed the agenda since you looked at it."))
    if found := [*faults(steps, roles, session.minutes), *role_faults(roles)]:
        raise ValidationError([fault.words for fault in found])
    if clock and clock.place >= len(steps):
        raise ValidationError(_("You are further than that already; keep the steps that are done."))
    if not set(held_by.values()) <= set(everybody(session)):
        raise ValidationError(_("A role is for somebody who takes part."))
    agenda.sequence += 1
    agenda.save()
    lay_out(agenda, roles, steps, held_by)
    record("agenda.changed", actor=by, subject=agenda, about=everybody(session))
    return agenda
