"""A session as one of its two sees it on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from peerloop.schedule.rules import sides

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.schedule.models import Move, Session

State = Literal["asked", "booked", "cancelled", "over"]


@dataclass(frozen=True)
class Shown:
    """The session, the other of the two, whether the reader learns in it, and how it stands.

    "asked": the hour is kept and waits for a yes. "over": its end has passed.
    """

    session: Session
    other: Member | None
    learning: bool
    state: State

    @property
    def title(self) -> str:
        """What it is about, and with whom."""
        skill, name = self.session.skill, self.other.name if self.other else ""
        if skill and name:
            return _("%(skill)s with %(name)s") % {"skill": skill.name, "name": name}
        return skill.name if skill else _("Meeting with %(name)s") % {"name": name or _("a former colleague")}

    @property
    def last_move(self) -> Move | None:
        """How it came to stand where it stands, if it was moved; the moves are at hand."""
        moves = list(self.session.moves.all())
        return moves[-1] if moves else None


def shown(session: Session, reader: Member, now: datetime) -> Shown:
    """Return the session, which has its participations at hand, as the reader sees it."""
    learning, other = sides(session, reader)
    return Shown(session, other, learning, _state(session, now))


def _state(session: Session, now: datetime) -> State:
    if hasattr(session, "cancellation"):
        return "cancelled"
    if session.ends_at <= now:
        return "over"
    return "booked" if hasattr(session, "confirmation") else "asked"
