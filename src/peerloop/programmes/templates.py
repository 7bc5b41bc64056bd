"""What programmes are usually like: each of these fills in the form, and everything in it can be put otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from peerloop.programmes.rules import Aim, Day

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Template:
    """A kind of programme. ``weeks``: how long it lasts, None for one that goes on; ``days``: (after so many days,
    what happens); ``aims``: (what is to be reached, counted in, where the number comes from, where it is to be).
    """

    code: str
    title: _StrPromise
    fits: _StrPromise
    why: _StrPromise
    weeks: int | None
    allowance: int
    formats: tuple[str, ...]
    aims: tuple[tuple[_StrPromise, _StrPromise, str, int], ...]
    days: tuple[tuple[int, _StrPromise], ...] = field(default=())
    asks_teach_back: bool = False
    joined_within: int | None = None

    def ends_on(self, starts_on: date) -> date | None:
        """Return its last day."""
        return starts_on + timedelta(weeks=self.weeks, days=-1) if self.weeks else None

    def join_by(self, starts_on: date) -> date | None:
        """Return the last day to join."""
        return starts_on + timedelta(days=self.joined_within) if self.joined_within else None

    def objectives(self) -> list[Aim]:
        """Return what is to be reached."""
        return [Aim(str(aim), Decimal(target), str(unit), measured) for aim, unit, measured, target in self.aims]

    def timetable(self, starts_on: date) -> list[Day]:
        """Return its days."""
        return [Day(starts_on + timedelta(days=after), str(what)) for after, what in self.days]


_PEOPLE, _LOOPS, _SESSIONS = _("people"), _("loops"), _("sessions")
_PART = (_("People take part"), _PEOPLE, "participants", 40)
_MET = (_("They meet"), _PEOPLE, "met", 30)
_CLOSED = (_("What was learned is put to use"), _LOOPS, "loops", 25)

TEMPLATES = {
    one.code: one
    for one in (
        Template(
            "onboarding", _("Onboarding"),
            _("Whoever is new finds their feet, with a colleague beside them. It goes on."),
            _("People who are new take months to find out whom to ask. A colleague beside them, and something small "
              "learned each week, shortens that."),
            None, 180, ("mentoring", "shadowing", "social"),
            (_PART, _MET, (_("Weeks until a newcomer works by themselves"), _("weeks"), "by_hand", 8)),
            ((7, _("First buddies meet")), (30, _("A look back with the first newcomers")),
             (90, _("What has changed? The first figures"))),
        ),
        Template(
            "mentoring", _("Mentoring season"), _("Pairs over three months, with a beginning and an end."),
            _("What seasoned colleagues know leaves with them. In three months of regular hours it is passed on."),
            13, 120, ("mentoring", "shadowing"), (_PART, _MET, _CLOSED),
            ((0, _("Kick-off: who is looking for whom")), (14, _("Every pair has met")), (45, _("Half-time")),
             (90, _("What did we learn? The end"))),
            joined_within=21,
        ),
        Template(
            "community", _("Community of practice"), _("People of one craft meet regularly. It goes on."),
            _("The same problem is solved in three teams, each by itself. Whoever has a craft in common meets."),
            None, 90, ("seminar", "demo", "support"),
            (_PART, (_("Meetings are held"), _SESSIONS, "sessions", 20), _CLOSED),
            ((0, _("First meeting: what would we like to be better at?")), (28, _("Second meeting")),
             (84, _("Is it worth our time?"))),
        ),
        Template(
            "lunch", _("Lunch & learn season"), _("An hour at noon each week, each time by somebody else."),
            _("Much that is known here is not known to be known. An hour at noon shows it to whoever likes."),
            12, 60, ("lunch_and_learn", "demo", "interview"),
            (_PART, (_("Sessions are held"), _SESSIONS, "sessions", 10)),
            ((0, _("The first hour")), (42, _("Half-time: what do people want to hear?")), (77, _("The last hour"))),
        ),
        Template(
            "sprint", _("Skill sprint"), _("Six weeks in which many learn one thing, in small circles."),
            _("One skill is missing in many places at once. Those who have it teach those who teach others."),
            6, 240, ("reciprocal", "cascade", "teach_back"),
            (_PART, (_("Sessions are held"), _SESSIONS, "sessions", 15), _CLOSED),
            ((0, _("Kick-off, and circles are formed")), (21, _("Half-time: each shows one thing")),
             (41, _("Teach-back: everybody teaches somebody"))),
            asks_teach_back=True, joined_within=10,
        ),
    )
}  # fmt: skip
"""By code, in the order in which they are shown."""
