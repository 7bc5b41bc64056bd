"""All that a pairing's page tells, for one of its two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peerloop.kit.clock import now
from peerloop.loops.rules import stage
from peerloop.matchmaking.actions.book import SOONEST
from peerloop.matchmaking.hours import MINUTES, shared_hours
from peerloop.matchmaking.pairing_words import title
from peerloop.matchmaking.queries import agenda, goals_of, notes_seen_by, open_question, ring_of, thanks_seen_by
from peerloop.matchmaking.rules import is_running
from peerloop.web.matchmaking.forms import GoalForm, HourForm, PointForm, ThanksForm
from peerloop.web.matchmaking.rings import told
from peerloop.web.matchmaking.shown import by_day, iso, sides

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.matchmaking.models import Pairing, Point
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

ARCS = ("gain", "apply", "feedback", "reflect")
WEEKS = 2
PAST = 20


@dataclass(frozen=True)
class Met:
    """A session that is over or cancelled, and what was talked about at it."""

    session: Session
    points: list[Point]


def told_of(pairing: Pairing, reader: Member, **filled: Any) -> dict[str, object]:
    """Return what the page shows; ``filled``: forms in place of empty ones, and ``instead``, an hour to take."""
    shown, instant, running = sides(pairing, reader), now(), is_running(pairing)
    sessions: list[Session] = [meeting.session for meeting in pairing.meetings.all()]
    coming = [one for one in sessions if one.ends_at > instant and not hasattr(one, "cancellation")]
    over = [one for one in reversed(sessions) if one not in coming]
    points, ticked = agenda(pairing, reader)
    thanks = {one.by_id == reader.pk: one for one in thanks_seen_by(reader).filter(pairing=pairing)}
    ring, notes = ring_of(pairing, reader), notes_seen_by(reader).filter(pairing=pairing)
    return {
        "pairing": pairing,
        "shown": shown,
        "title": title(pairing, shown.other),
        "running": running,
        "coming": coming,
        "past": [Met(one, ticked.get(one.pk, [])) for one in over[:PAST]],
        "apart": ticked.get(None, []),
        "points": points,
        "goals": goals_of(pairing, reader),
        "notes": notes.count(),
        "last_note": notes.first(),
        "quiet": open_question(pairing, reader) if running else None,
        "ring": told(ring, reader) if ring else None,
        "thanks": thanks.get(True),
        "thanked": thanks.get(False),
        "done": _done(pairing.loop),
        **_hours(pairing, reader, wanted=running and not coming, instead=filled.pop("instead", None)),
        "form": filled.pop("hour_form", None) or HourForm(),
        "goal_form": filled.pop("goal_form", None) or GoalForm(auto_id="goal-%s"),
        "point_form": filled.pop("point_form", None) or PointForm(auto_id="point-%s"),
        "thanks_form": filled.pop("thanks_form", None) or ThanksForm(),
    }


def _hours(pairing: Pairing, reader: Member, *, wanted: bool, instead: Any) -> dict[str, object]:
    other = sides(pairing, reader).other
    shared = shared_hours(reader, [other], after=now() + SOONEST, weeks=WEEKS)[0] if wanted else []
    best = instead or (shared[0] if shared else None)
    return {
        "days": by_day(shared, reader.time_zone),
        "chosen": iso(best) if best else "",
        "instead": instead,
        "minutes": MINUTES,
    }


def _done(loop: Loop | None) -> str:
    """Return the arcs of the loop that are taken, as its ring is told them."""
    return " ".join(arc for arc, taken in zip(ARCS, stage(loop), strict=True) if taken) if loop else ""
