"""Deal an agenda's roles once more, to all who take part by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.formats.queries import format_by
from peerloop.live.actions.laid_out import dealt, shapes
from peerloop.live.models import Agenda, Clock
from peerloop.schedule.models import Session
from peerloop.schedule.queries import in_full

if TYPE_CHECKING:
    from collections.abc import Callable


def deal_anew(session_id: int, *, knowing: Callable[[Session], int | None] = lambda _session: None) -> None:
    """Let who joins have a role like everybody else, as long as it has not begun and nobody has changed the agenda.

    For reactions to somebody's joining, which holds the session's lock. ``knowing``: who was asked because they know
    the subject, if somebody was.
    """
    agenda = Agenda.objects.filter(session=session_id, sequence=1).exclude(format="").first()
    if agenda is None or Clock.objects.filter(session=session_id).exists():
        return
    form = format_by(agenda.format)
    if form is None:
        return
    session = in_full(Session.objects.all()).get(pk=session_id)
    roles = list(agenda.roles.all())
    fitting = dealt(session, shapes(roles), form.code if form.turns else "", knowing=knowing(session))
    for role in roles:
        if role.member_id != fitting.get(role.code):
            role.member_id = fitting.get(role.code)
            role.save(update_fields=["member"])
