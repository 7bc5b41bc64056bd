"""What the pages of a session that is held are shown with: Bo leads, Alice and others take part."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from peerloop.formats.shipped import SHIPPED
from peerloop.kit.clock import now
from peerloop.live.actions import (
    answer_question,
    attach_link,
    check_in,
    close_opinions,
    keep_notes,
    next_step,
    pose,
    say_opinion,
    set_agenda,
    start,
    vote,
)
from peerloop.live.rules import OPEN_FOR, code_of
from peerloop.people.actions import join
from peerloop.schedule.actions import announce_session, confirm_session, hold_session, join_session
from peerloop.schedule.models import Session
from peerloop.schedule.queries import in_full
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member

ALWAYS = bytes([255]) * 84
MINUTE = timedelta(minutes=1)


def fresh(session: Session) -> Session:
    return in_full(Session.objects.all()).get(pk=session.pk)


def colleagues(number: int) -> list[Member]:
    return [join(name=f"Colleague {one}", email=f"colleague.{one}@example.org") for one in range(number)]


def begins(session: Session, starts_at: datetime) -> Session:
    """Let the session be at another hour, also one that is past: nobody can announce such a one."""
    local = starts_at.astimezone(UTC)
    Session.objects.filter(pk=session.pk).update(
        starts_at=local,
        ends_at=local + session.minutes * MINUTE,
        local_date=local.date(),
        local_time=local.time(),
        zone="UTC",
    )
    return fresh(session)


def lunch(bo: Member, *members: Member, in_minutes: float = 60 * 24) -> Session:
    """A lunch & learn that begins in so many minutes."""
    soon = now() + timedelta(days=1)
    session = announce_session(
        kind="lunch_and_learn", title="Ask your data a question in SQL", about="From the first query to the third.",
        by=bo, local_date=soon.date(), local_time=soon.time(), zone="UTC", minutes=45, place="Room 4",
    )  # fmt: skip
    for member in members:
        join_session(session, by=member)
    return begins(session, now().replace(second=0, microsecond=0) + in_minutes * MINUTE)


def hour(alice: Member, bo: Member, in_minutes: float = 60 * 24) -> Session:
    """Half an hour in which Alice learns from Bo."""
    day = now() + timedelta(days=1)
    session = hold_session(
        by=alice, learner=alice, teacher=bo, skill=propose_skill("Window functions", by=bo), local_date=day.date(),
        local_time=day.time(), zone="UTC",
    )  # fmt: skip
    return begins(confirm_session(session, by=bo), now().replace(second=0, microsecond=0) + in_minutes * MINUTE)


def prepared(bo: Member, people: Sequence[Member], in_minutes: float = 60 * 24) -> Session:
    """With an agenda and questions; the first of the people asks, the others want it, too."""
    session = lunch(bo, *people, in_minutes=in_minutes)
    set_agenda(session, SHIPPED["lunch_and_learn"], by=bo)
    first = pose(session, text="When is a subquery the better way?", by=people[0])
    for member in people[1:]:
        vote(first, by=member)
    answer_question(pose(session, text="Where do I get access?", by=people[-1]), by=bo)
    return fresh(session)


def under_way(alice: Member, bo: Member, charlie: Member) -> Session:
    session = prepared(bo, [charlie, alice, *colleagues(3)], in_minutes=2)
    start(session, by=bo)
    check_in(session, by=bo)
    check_in(session, by=charlie, code=code_of(session))
    next_step(session, by=bo, sequence=0)
    return session


def agenda_on_its_page(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{prepared(bo, [charlie, alice]).pk}"


def to_be_laid_out(bo: Member, alice: Member) -> str:
    return f"/sessions/{lunch(alice, bo).pk}"


def agenda_page(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{prepared(alice, [charlie, bo]).pk}/agenda"


def followed(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{under_way(alice, bo, charlie).pk}/live"


def led(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{under_way(bo, alice, charlie).pk}/live"


def before(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{prepared(bo, [charlie, alice], in_minutes=8).pk}/live"


def long_before(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{prepared(bo, [charlie, alice]).pk}/live"


def someone_missing(alice: Member, bo: Member) -> str:
    session = hour(alice, bo, in_minutes=-7)
    check_in(session, by=alice)
    return f"/sessions/{session.pk}/live"


def over(alice: Member, bo: Member, charlie: Member, number: int = 10) -> Session:
    """It ended ten minutes ago, with notes and a link."""
    session = prepared(bo, [charlie, alice, *colleagues(number)], in_minutes=-10)
    start(session, by=bo)
    keep_notes(
        session,
        text="Begin with the question, not with the table.\n\nThen filter, then group.\nOne more example, please.",
        sequence=0,
        by=bo,
    )
    attach_link(session, kind="slides", url="https://slides.example.org/sql", title="The slides", by=bo)
    return begins(session, now() - 55 * MINUTE)


def over_page(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{over(alice, bo, charlie).pk}"


def done_page(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{over(alice, bo, charlie).pk}/live"


def feedback_page(alice: Member, bo: Member, charlie: Member) -> str:
    session = over(alice, bo, charlie)
    say_opinion(session, worth="yes", usable="partly", text="The third query was too fast.", by=alice)
    return f"/sessions/{session.pk}/feedback"


def pooled_page(alice: Member, bo: Member, charlie: Member) -> str:
    session = over(bo, alice, charlie)
    for place, one in enumerate(session.participations.exclude(member=alice).select_related("member")):
        text = "One more example, please."
        say_opinion(session, worth="yes" if place < 8 else "no", usable="partly", text=text, by=one.member)
    ago = begins(session, session.starts_at - OPEN_FOR)
    close_opinions(ago)
    return f"/sessions/{session.pk}"


def between_two(alice: Member, bo: Member) -> str:
    session = hour(alice, bo, in_minutes=-40)
    say_opinion(session, worth="yes", usable="yes", text="You asked before you answered.", by=bo)
    return f"/sessions/{session.pk}"


def notes_page(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{over(alice, bo, charlie).pk}/notes"
