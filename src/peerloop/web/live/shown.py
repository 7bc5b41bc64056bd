"""A session as one of those who take part sees it while it is held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from peerloop.formats.queries import format_by, lines
from peerloop.formats.shape import EVERYBODY
from peerloop.kit.text import listed
from peerloop.live.queries import agenda_of, apart, clock_of, here, questions_for, tables
from peerloop.live.rules import EARLY, OVERTIME, PATIENCE, answers_from, code_of, leads, signed
from peerloop.web.sessions.shown import shown
from peerloop.web.templatetags.shown import first_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from peerloop.live.models import Agenda, AgendaRole, AgendaStep, Clock, Posed
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

State = Literal["asked", "cancelled", "early", "ready", "on", "over"]
PEOPLE_SHOWN = 60


@dataclass(frozen=True)
class Line:
    """A step as the agenda lists it: how far into the session it begins, who leads it, and whether it is on."""

    step: AgendaStep
    begins: str
    who: str
    state: Literal["past", "now", "next"]

    @property
    def questions(self) -> tuple[str, ...]:
        """What keeps it in focus."""
        return lines(self.step.questions)


@dataclass(frozen=True)
class Present:
    """Somebody who is here, their roles, and whether they lead the step that is on."""

    member: Member
    roles: str
    leads_now: bool


@dataclass(frozen=True)
class Table:
    """Where the reader sits: with whom, who of them is new since the step before, and which table of how many it is."""

    names: list[str]
    joined: list[str]
    number: int
    count: int


@dataclass(frozen=True)
class Live:
    """Everything that the live view shows of a session."""

    session: Session
    title: str
    state: State
    leads: bool
    lines: list[Line]
    now: datetime
    agenda: Agenda | None = None
    clock: Clock | None = None
    present: list[Present] = field(default_factory=list)
    checked_in: bool = False
    came: int = 0
    expected: int = 0
    missing: Member | None = None
    table: Table | None = None
    tables: list[list[str]] = field(default_factory=list)
    roles: list[AgendaRole] = field(default_factory=list)
    silent_until: str = ""
    debated: Posed | None = None
    turns: bool = False
    questions: list[Posed] = field(default_factory=list)
    code: str = ""

    @property
    def line(self) -> Line | None:
        """The step that is on."""
        return next((line for line in self.lines if line.state == "now"), None)

    @property
    def next_line(self) -> Line | None:
        """The step after it."""
        return next((line for line in self.lines if line.state == "next"), None)

    @property
    def place(self) -> int:
        """The number of the step that is on, from 1."""
        return self.clock.place + 1 if self.clock else 0

    @property
    def left(self) -> int:
        """Seconds until the step's time is up; negative after it."""
        if self.clock is None:
            return 0
        if self.clock.ends_at is None:
            return self.clock.left or 0
        return round((self.clock.ends_at - self.now).total_seconds())

    @property
    def left_said(self) -> str:
        """The same as a clock says it: "06:40", after its time "+01:05"."""
        minutes, seconds = divmod(abs(self.left), 60)
        return f"{'+' if self.left < 0 else ''}{minutes:02}:{seconds:02}"

    @property
    def gone(self) -> int:
        """Seconds of the step that are over, for the meter."""
        total = self.line.step.minutes * 60 if self.line else 0
        return max(0, min(total, total - self.left))

    @property
    def seen(self) -> str:
        """What stands here, in short: whoever asks with it is told whether anything has changed."""
        wanted = sum(posed.wanted for posed in self.questions)  # type: ignore[attr-defined]
        done = sum(posed.done for posed in self.questions)  # type: ignore[attr-defined]
        turned, laid = self.clock.sequence if self.clock else "", self.agenda.sequence if self.agenda else ""
        asked = len(self.questions), wanted, done
        parts = (self.state, turned, laid, self.session.sequence, self.came, *asked, bool(self.missing))
        return "-".join(map(str, parts))


def live(session: Session, reader: Member, now: datetime) -> Live:
    """Return what the reader sees, in as many queries however many take part; the participations are at hand."""
    agenda, clock = agenda_of(session), clock_of(session)
    state, parts = _state(session, clock, now), session.participations.all()
    came = here(session, reader) if state in {"ready", "on"} else {}
    hidden = apart(session, reader)
    members = {one.member_id: one.member for one in parts if one.member_id not in hidden}
    people = [members[pk] for pk in came if pk in members]
    missed = signed(session) and reader.pk in came and now >= session.starts_at + PATIENCE
    missing = next((one for pk, one in members.items() if missed and pk not in came), None)
    steps = agenda_lines(agenda, clock, hidden=hidden)
    current = next((line.step for line in steps if line.state == "now"), None)
    lead = leads(session, reader)
    seats, before = _seats(session, agenda, current)
    posed = [] if state in {"asked", "cancelled"} else questions_for(session, reader)
    opens = answers_from(agenda)
    debating = clock is not None and state == "on" and opens is not None and clock.place < opens
    return Live(
        session=session,
        title=shown(session, reader, now).title,
        state=state,
        leads=lead,
        lines=steps,
        now=now,
        agenda=agenda,
        clock=clock,
        present=_present(agenda, people[:PEOPLE_SHOWN], current),
        checked_in=reader.pk in came,
        came=len(people),
        expected=len(members),
        missing=missing if missing and missing.departed_at is None else None,
        table=_table(seats, before, members, reader),
        tables=[[members[pk].name for pk in table if pk in members] for table in seats] if lead else [],
        roles=[role for role in agenda.roles.all() if role.member_id == reader.pk] if agenda else [],
        silent_until=_silent_until(agenda, opens, clock) if state in {"ready", "on"} else "",
        debated=next((one for one in posed if not one.done), None) if debating else None,  # type: ignore[attr-defined]
        turns=lead and state == "on" and _goes_round(agenda),
        questions=posed,
        code=code_of(session) if lead and not signed(session) and state in {"ready", "on"} else "",
    )


def agenda_lines(
    agenda: Agenda | None, clock: Clock | None, *, named: bool = True, hidden: Collection[int] = ()
) -> list[Line]:
    """Return the agenda's steps as they are listed; not ``named``, and of those ``hidden``, it says roles."""
    if agenda is None:
        return []
    names = {EVERYBODY: _("all")}
    for role in agenda.roles.all():
        held = named and role.member is not None and role.member_id not in hidden
        names[role.code] = first_name(role.member.name) if held and role.member else role.title
    found, minutes = [], 0
    for step in agenda.steps.all():
        begins = f"{minutes // 60}:{minutes % 60:02}"
        found.append(Line(step, begins, names.get(step.who, ""), _when(step.place, clock)))
        minutes += step.minutes
    return found


def _when(place: int, clock: Clock | None) -> Literal["past", "now", "next"]:
    if clock is None or place > clock.place:
        return "next"
    return "now" if place == clock.place and clock.ended_at is None else "past"


def _state(session: Session, clock: Clock | None, now: datetime) -> State:
    if hasattr(session, "cancellation"):
        return "cancelled"
    if not hasattr(session, "confirmation"):
        return "asked"
    if (clock and clock.ended_at) or now >= session.ends_at + (OVERTIME if clock else timedelta()):
        return "over"
    if clock:
        return "on"
    return "early" if now < session.starts_at - EARLY else "ready"


def _present(agenda: Agenda | None, people: list[Member], current: AgendaStep | None) -> list[Present]:
    roles = list(agenda.roles.all()) if agenda else []
    return [
        Present(
            one,
            listed([role.title for role in roles if role.member_id == one.pk]),
            any(role.member_id == one.pk and current is not None and role.code == current.who for role in roles),
        )
        for one in people
    ]


def _seats(
    session: Session, agenda: Agenda | None, current: AgendaStep | None
) -> tuple[list[list[int]], list[list[int]]]:
    """Return who sits with whom in the step that is on, and who did in the last one before it in which people sat."""
    if agenda is None or current is None or not current.together or current.together < 2:
        return [], []
    earlier = [step for step in agenda.steps.all() if step.place < current.place and step.together]
    last = earlier[-1] if earlier else None
    return tables(session, agenda, current), tables(session, agenda, last) if last else []


def _table(seats: list[list[int]], before: list[list[int]], members: dict[int, Member], reader: Member) -> Table | None:
    """Return the reader's own; without the names of those whom a block keeps from them."""
    number, mine = next(((place, one) for place, one in enumerate(seats, 1) if reader.pk in one), (0, []))
    if not mine:
        return None
    known = next((one for one in before if reader.pk in one), [])
    others = [pk for pk in mine if pk != reader.pk and pk in members]
    names = [members[pk].name for pk in others]
    joined = [members[pk].name for pk in others if pk not in known] if len(known) > 1 else []
    return Table(names, joined, number, len(seats))


def _silent_until(agenda: Agenda | None, opens: int | None, clock: Clock | None) -> str:
    """Return the step until which the expert says nothing; empty where it has come, or nobody is kept silent."""
    if agenda is None or opens is None or (clock and clock.place >= opens):
        return ""
    return next(step.title for step in agenda.steps.all() if step.place == opens)


def _goes_round(agenda: Agenda | None) -> bool:
    form = format_by(agenda.format) if agenda and agenda.format else None
    return form is not None and form.turns
