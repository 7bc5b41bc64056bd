"""A date's queue as it stands: who is in, who waits in which order, about when each is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.officehours.models import Joint, Pause, Visit
from peerloop.officehours.rules import expected, pace

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@dataclass(frozen=True)
class Turn:
    """One place in the queue: one visit, or two that come in together. ``about``: when they are called, about."""

    visits: list[Visit]
    about: datetime

    @property
    def first(self) -> Visit:
        """Who came first."""
        return self.visits[0]

    @property
    def minutes(self) -> int:
        """The minutes asked for: of two who come together the longer."""
        return max(visit.minutes for visit in self.visits)

    @property
    def reached(self) -> bool:
        """Whether their turn begins before the hour ends."""
        return self.about < self.first.session.ends_at


@dataclass(frozen=True)
class Queue:
    """``current``: who is in; ``waiting``: who is not yet, in order; ``paused``: nobody is called just now."""

    session: Session
    current: list[Visit]
    waiting: list[Turn]
    paused: bool

    def turn_of(self, member: Member) -> tuple[int, Turn] | None:
        """Return the member's place, counted from 1, and their turn."""
        for number, turn in enumerate(self.waiting, start=1):
            if any(visit.member_id == member.pk for visit in turn.visits):
                return number, turn
        return None

    @property
    def seen(self) -> int:
        """Which visit is in, as the host's buttons say they saw it; 0 for nobody."""
        return self.current[0].pk if self.current else 0


def queue_of(session: Session, at: datetime | None = None) -> Queue:
    """Return the queue of a date, in three queries however many wait. What one may see of it the doors decide."""
    instant = at or now()
    visits = list(
        Visit.objects.filter(session=session).select_related("member", "session").order_by("stands_at", "place")
    )
    together = dict(Joint.objects.filter(one__session=session, agreed_at__isnull=False).values_list("two", "one"))
    turns = _turns(visits, together)
    current = next((turn for turn in turns if _is_in(turn[0])), [])
    waiting = [turn for turn in turns if turn[0].called_at is None and turn[0].ended_at is None]
    moments = expected(
        [max(visit.minutes for visit in turn) for turn in waiting],
        starts_at=session.starts_at,
        now=instant,
        pace=pace([_lasted(turn) for turn in turns if turn[0].outcome == Visit.Outcome.DONE]),
        current=(current[0].called_at or instant, max(one.minutes for one in current)) if current else None,
    )
    paused = Pause.objects.filter(session=session, ended_at=None).exists()
    listed = [Turn(turn, about) for turn, about in zip(waiting, moments, strict=True)]
    return Queue(session, current, listed, paused)


def _turns(visits: list[Visit], together: dict[int, int]) -> list[list[Visit]]:
    """Return the places in order: a visit, or two that agreed to come together while both are still of one state."""
    by_id = {visit.pk: visit for visit in visits}
    turns: dict[int, list[Visit]] = {}
    for visit in visits:
        with_ = by_id.get(together.get(visit.pk, 0))
        pair = with_ is not None and (with_.called_at, with_.ended_at) == (visit.called_at, visit.ended_at)
        turns.setdefault(with_.pk if pair and with_ else visit.pk, []).append(visit)
    return [sorted(turn, key=lambda one: one.place) for turn in turns.values()]


def _is_in(visit: Visit) -> bool:
    return visit.called_at is not None and visit.ended_at is None


def _lasted(turn: list[Visit]) -> tuple[timedelta, int]:
    first = turn[0]
    return first.ended_at - first.called_at, max(visit.minutes for visit in turn)  # type: ignore[operator]
