"""Surveys: whose words are whose; what was answered is hunted as well in tests/attacks/test_survey_pages.py."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.access.readers.who import EVERYBODY, NOBODY
from tests.access.samples.registry import NOW

from peerloop.people.models import Member
from peerloop.pulse.actions import (
    answer_survey,
    close_survey,
    find_outside,
    keep_draft,
    note_interview,
    open_survey,
    set_up_survey,
)
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from peerloop.pulse.models import Survey

READERS = {
    "pulse.Asked.cell": NOBODY,
    "pulse.Draft.said": NOBODY,
    "pulse.Answer.said": NOBODY,
    "pulse.Told.words": EVERYBODY,
    "pulse.Interview.words": frozenset({"owner", "organiser"}),
    "pulse.Outside.contact": frozenset({"organiser", "administrator"}),
}


def asking(organiser: Member) -> Survey:
    """A survey that everybody may answer until next week."""
    said = {"title": "What next?", "kind": "needs", "asks": ["skills", "words"], "closes_at": NOW + timedelta(days=7)}
    return open_survey(set_up_survey(by=organiser, uid=uuid4(), **said), by=organiser)


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """One survey is closed, in which all had something to say; the owner is answering another, and was talked with."""
    closed = asking(organiser)
    for member in Member.objects.present().order_by("pk"):
        answer_survey(closed, by=member, said={"words": "Something"})
    close_survey(closed, by=organiser)
    running = asking(organiser)
    answer_survey(running, by=owner, said={"words": "Something else"})
    keep_draft(running, by=owner, said={"words": "Something el"})
    talk = note_interview(owner, by=organiser, uid=uuid4(), words="What the owner said")
    skill = propose_skill("Something that a guest knows", by=organiser)
    find_outside(by=organiser, uid=uuid4(), skill=skill, kind="guest", title="A guest", contact="By post")
    return {"surveys": [closed.pk, running.pk], "interviews": [talk.pk]}
