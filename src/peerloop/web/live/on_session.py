"""What a session's page shows of its agenda, its questions, and what stays of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from peerloop.kit.clock import now
from peerloop.live.queries import (
    agenda_of,
    apart,
    clock_of,
    material_of,
    notes_of,
    opinion_for,
    opinion_of,
    pool_for,
    questions_for,
    talk_of,
    talks_among,
)
from peerloop.live.rules import EARLY, OVERTIME, closes_at, is_asked, leads, signed
from peerloop.schedule.rules import is_joined
from peerloop.web.discussion.part import Place, belongs, thread_under
from peerloop.web.live.asked import unnamed
from peerloop.web.live.forms import FormatChoice, LinkForm, QuestionForm
from peerloop.web.live.shown import agenda_lines
from peerloop.web.panels import Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.live.models import Pool
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

WITHOUT = {"coffee"}
"""Kinds with nothing to plan: one just meets."""
SOON = timedelta(hours=1)


@on_session.panel()
def agenda(session: Session, reader: Member) -> Panel | None:
    """The steps, for all who may look; who does which part, for those who take part."""
    if session.kind in WITHOUT or not _stands(session):
        return None
    found, instant = agenda_of(session), now()
    part, lead = _takes_part(session, reader), leads(session, reader)
    if found is None and not part:
        return None
    to_come = instant < session.ends_at
    clock = clock_of(session) if found and part and to_come else None
    return Panel(
        "live/_agenda.html",
        {
            "agenda": found,
            "lines": agenda_lines(found, clock, named=part, hidden=apart(session, reader) if found and part else ()),
            "takes_part": part,
            "leads": lead,
            "to_come": to_come,
            "soon": part and session.starts_at - SOON <= instant < session.ends_at + OVERTIME,
            "choice": FormatChoice(kind=session.kind) if lead and found is None and to_come else None,
        },
    )


@on_session.panel()
def questions(session: Session, reader: Member) -> Panel | None:
    """What was posed, for those who take part."""
    if session.kind in WITHOUT or not _stands(session) or not _takes_part(session, reader):
        return None
    to_come, posed = now() < session.ends_at, questions_for(session, reader)
    if not to_come and not posed:
        return None
    shown = {"questions": posed, "to_come": to_come, "leads": leads(session, reader), "form": QuestionForm()}
    return Panel("live/_questions.html", shown)


@on_session.panel()
def afterwards(session: Session, reader: Member) -> Panel | None:
    """Notes, links and files, and what it was worth."""
    instant = now()
    if not _stands(session) or not _takes_part(session, reader) or instant < session.starts_at - EARLY:
        return _beforehand(session, reader)
    over, between, lead = instant >= session.ends_at, signed(session), leads(session, reader)
    return Panel(
        "live/_afterwards.html",
        {
            "notes": unnamed(notes_of(session), apart(session, reader)),
            "material": material_of(session, reader),
            "over": over,
            "leads": lead,
            "link_form": LinkForm(),
            "signed": between,
            "asked": over and is_asked(session, reader),
            "open": instant < closes_at(session),
            "closes_at": closes_at(session),
            "own": opinion_of(session, reader) if over else None,
            "theirs": opinion_for(session, reader) if over else None,
            "pool": _told(pool_for(session, reader)) if over and not between else None,
        },
    )


def _beforehand(session: Session, reader: Member) -> Panel | None:
    """Slides may be there before the session."""
    if not _stands(session) or not _takes_part(session, reader) or session.kind in WITHOUT:
        return None
    material = material_of(session, reader)
    lead = leads(session, reader)
    if not material and not lead:
        return None
    return Panel("live/_afterwards.html", {"material": material, "leads": lead, "link_form": LinkForm(), "early": True})


def _told(pool: Pool | None) -> dict[str, object] | None:
    """Return what is told of the opinions: (answer, at least so many), for each question."""
    if pool is None:
        return None
    says = {"yes": 0, "partly": 1, "no": 2}
    told = [
        (name, sorted(((answer, least) for answer, least in said.items()), key=lambda one: says[one[0]]))
        for name, said in (("worth", pool.worth), ("usable", pool.usable))
    ]
    return {"enough": pool.enough, "told": told, "texts": pool.texts}


@on_session.panel()
def thread(session: Session, reader: Member) -> Panel | None:
    """What those who take part say to one another."""
    found = talk_of(session, reader) if is_joined(session) else None
    if found is None:
        return None
    back = reverse("sessions:session", args=[session.pk])
    return Panel("discussion/_thread.html", {**thread_under(found, reader, back=back), "say_kind": " "})


@belongs
def places(reader: Member, threads: Collection[int]) -> dict[int, Place]:
    """Under which session a thread stands."""
    return {
        pk: Place(session.title, reverse("sessions:session", args=[session.pk]))
        for pk, session in talks_among(reader, threads).items()
    }


def _stands(session: Session) -> bool:
    return not hasattr(session, "cancellation") and hasattr(session, "confirmation")


def _takes_part(session: Session, reader: Member) -> bool:
    return reader.pk in {one.member_id for one in session.participations.all()}
