"""Keep what was said, together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import opened
from peerloop.live.models import Notes
from peerloop.live.rules import Overtaken, has_begun, short, taking_part

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

LONGEST = 20_000


@transaction.atomic
def keep_notes(session: Session, *, text: str, sequence: int, by: Member) -> Notes:
    """Let the notes be this text and return them; from ten minutes before the session on, and for good.

    ``sequence``: how they stood when they were opened, 0 where there were none. Raises ``Overtaken`` where somebody
    else has written since, ``ValidationError`` on "text" or where the session is cancelled or still to come,
    ``PermissionDenied`` for who takes no part.
    """
    session = opened(session)
    taking_part(session, by)
    has_begun(session, now=now())
    notes = Notes.objects.filter(session=session).first() or Notes(session=session)
    if notes.sequence != sequence:
        raise Overtaken(_("Somebody else has written since you opened the notes."))
    said = short(text, field="text", most=LONGEST)
    if said == notes.text:
        return notes
    notes.text, notes.by, notes.at, notes.sequence = said, by, now(), notes.sequence + 1
    notes.save()
    record("notes.kept", actor=by, subject=notes)
    return notes
