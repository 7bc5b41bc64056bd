"""Surveys, their results, interviews, help from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from tests.browser.pages.page import Page
from tests.browser.surveys import asked, told

from peerloop.pulse.actions import answer_survey, find_outside, note_interview
from peerloop.skills.actions import find_skill, propose_skill

if TYPE_CHECKING:
    from peerloop.people.models import Member


def the_list(alice: Member, organiser: Member) -> str:
    asked(organiser)
    return "/surveys"


def an_answer(alice: Member, organiser: Member) -> str:
    return f"/surveys/{asked(organiser).pk}/answer"


def answered(alice: Member, bo: Member, organiser: Member) -> str:
    survey = asked(organiser)
    rust = find_skill("Rust") or propose_skill("Rust", by=bo)
    answer_survey(survey, by=alice, said={"times": ["midday"]}, wishes=[(rust, 3, "any")])
    return f"/surveys/{survey.pk}"


def a_draft(organiser: Member) -> str:
    return f"/surveys/{asked(organiser, opened=False).pk}"


def an_open_one(organiser: Member) -> str:
    return f"/surveys/{asked(organiser).pk}"


def results(alice: Member, organiser: Member) -> str:
    return f"/surveys/{told(organiser).pk}/results"


def one_team(alice: Member, organiser: Member) -> str:
    return f"/surveys/{told(organiser).pk}/results?cell=North"


def a_talk(alice: Member, organiser: Member) -> str:
    return f"/interviews/{note_interview(alice, by=organiser, uid=uuid4(), words='Learns by watching.').pk}"


def help_there(bo: Member, organiser: Member) -> str:
    said = {"kind": "course", "title": "Two days for beginners", "link": "https://example.org", "cost_from": 450,
            "cost_to": 700, "currency": "EUR"}  # fmt: skip
    skill = find_skill("Rust") or propose_skill("Rust", by=bo)
    return f"/outside/{find_outside(by=organiser, uid=uuid4(), skill=skill, **said).pk}"


PAGES = [
    Page("surveys-none", "alice", "/surveys"),
    Page("surveys", "alice", the_list),
    Page("surveys-organiser", "organiser", the_list),
    Page("survey-new", "organiser", "/surveys/new"),
    Page("survey-draft", "organiser", a_draft),
    Page("survey-open", "organiser", an_open_one),
    Page("survey-answer", "alice", an_answer),
    Page("survey-answered", "alice", answered),
    Page("survey-results", "alice", results),
    Page("survey-results-team", "organiser", one_team),
    Page("interviews-none", "organiser", "/interviews"),
    Page("interview", "alice", a_talk),
    Page("interview-new", "organiser", "/interviews/new"),
    Page("outside-none", "organiser", "/outside"),
    Page("outside", "organiser", help_there),
    Page("outside-new", "organiser", "/outside/new"),
]
