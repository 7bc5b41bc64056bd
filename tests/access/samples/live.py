"""What belongs to a session: the two meet, and everything is there."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import an_hour, sample
from tests.access.samples.skills import a_skill

from peerloop.formats.shipped import SHIPPED
from peerloop.live.actions import attach_file, attach_link, set_agenda
from peerloop.live.models import Agenda, AgendaStep, Material, Notes, Opinion, Pool, Posed
from peerloop.schedule.actions import announce_session, confirm_session, hold_session, invite, join_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

ONE_ACTS = {"posed.withdraw"}


def an_hour_of(owner: Member, pair: Member) -> Session:
    """The owner learns from the other, at an hour of their own."""
    starts_at = an_hour()
    held = hold_session(
        by=owner,
        learner=owner,
        teacher=pair,
        skill=a_skill(pair),
        local_date=starts_at.date(),
        local_time=starts_at.time(),
        zone="UTC",
    )
    return confirm_session(held, by=None)


def lived_through(owner: Member, pair: Member) -> Session:
    """An hour of the two with an agenda, a question, notes, a link, a file and what it was worth."""
    session = an_hour_of(owner, pair)
    agenda = Agenda.objects.create(session=session, by=pair)
    AgendaStep.objects.create(agenda=agenda, place=0, title="Talk", minutes=30, who="all", prompt="Talk", questions="?")
    Posed.objects.create(session=session, by=owner, text="Why?")
    Notes.objects.create(session=session, text="Because.", by=pair, sequence=1)
    Material.objects.create(session=session, kind="slides", title="Slides", url="https://example.org/x", by=pair)
    attach_file(session, kind="other", content=BytesIO(b"Words"), name="words.txt", by=pair)
    for one in (owner, pair):
        Opinion.objects.create(session=session, member=one, worth="yes", usable="yes", text="Thank you")
    Pool.objects.create(session=session, enough=True, texts=["Good"])
    return session


@sample("live", "check-in", "agenda", "notes", "opinion", "material.attach", "posed.make")
def a_session_lived(owner: Member, other: Member) -> dict[str, Any]:
    """The two meet."""
    return {"pk": lived_through(owner, other).pk}


@sample("material.agree")
def a_recording(owner: Member, other: Member) -> dict[str, Any]:
    """The other has interviewed the owner, and it was recorded."""
    at = an_hour()
    session = announce_session(
        kind="demo", title="Asked", by=owner, local_date=at.date(), local_time=at.time(), zone="UTC", minutes=30,
        audience="invited",
    )  # fmt: skip
    invite(session, [other], by=owner, anyway=True)
    join_session(session, by=other)
    set_agenda(session, SHIPPED["interview"], by=owner)
    return {"pk": attach_link(session, kind="recording", url="https://example.org/talk", by=owner).pk}


@sample("posed")
def a_question(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has asked something for their hour."""
    return {"pk": Posed.objects.get(session=lived_through(owner, other)).pk}


@sample("material")
def a_link(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has put a link there."""
    session = an_hour_of(owner, other)
    url = "https://example.org/slides"
    return {"pk": Material.objects.create(session=session, kind="slides", title="Slides", url=url, by=owner).pk}
