"""A session as one of those who take part sees it on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from peerloop.kit.text import listed
from peerloop.schedule.rules import is_joined, others, sides
from peerloop.web.templatetags.shown import first_name

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.schedule.models import Move, Session

State = Literal["asked", "booked", "cancelled", "over"]


@dataclass(frozen=True)
class Shown:
    """The session, who else takes part, whether the reader learns in it, and how it stands.

    "asked": the hour is kept and waits for a yes. "over": its end has passed.
    """

    session: Session
    others: list[Member]
    learning: bool
    state: State

    @property
    def other(self) -> Member | None:
        """The other of two, the first of the others where there are more; nobody stands for all who join."""
        return self.others[0] if self.others and not is_joined(self.session) else None

    @property
    def coffee(self) -> bool:
        """Whether they just meet, among equals."""
        return self.session.kind == self.session.Kind.COFFEE

    @property
    def names(self) -> str:
        """The others' names, as a sentence lists them."""
        return listed([member.name for member in self.others])

    @property
    def first_names(self) -> str:
        """The same, as one calls them."""
        return listed([first_name(member.name) for member in self.others])

    @property
    def title(self) -> str:
        """What it is about, and with whom."""
        if is_joined(self.session):
            return self.session.title
        skill, name = self.session.skill, self.names
        if self.coffee and name:
            return _("Coffee with %(name)s") % {"name": name}
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
    learning, _other = sides(session, reader)
    return Shown(session, others(session, reader), learning, _state(session, now))


def _state(session: Session, now: datetime) -> State:
    if hasattr(session, "cancellation"):
        return "cancelled"
    if session.ends_at <= now:
        return "over"
    return "booked" if hasattr(session, "confirmation") else "asked"
