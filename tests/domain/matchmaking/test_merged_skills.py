"""What was asked, agreed and learned follows a skill into another, and comes back with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.apps import apps

from peerloop.circles.actions import start_circle
from peerloop.circles.models import Circle, Draft, Forming, LeftOut
from peerloop.journal.leases import work_off
from peerloop.library.models import Resource
from peerloop.loops.models import Loop
from peerloop.matchmaking.actions import accept, ask
from peerloop.matchmaking.models import (
    Appeal,
    NotAFit,
    Pairing,
    Place,
    Request,
    Ring,
    Shortfall,
    Stretch,
    Suggestion,
)
from peerloop.matchmaking.queries import best_suggestion, suggestions_for
from peerloop.proposals.models import Proposal
from peerloop.pulse.models import Outside
from peerloop.questions.models import Question, Rewording, Waiting
from peerloop.recognition.models import Contribution, Kudos
from peerloop.schedule.models import Session
from peerloop.series.models import Series
from peerloop.skills.actions import merge_skills, offer, propose_skill, take_back_merge, want
from peerloop.skills.models import Need, Skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db

FOLLOW = (
    Loop, Session, Request, Pairing, Appeal, Place, NotAFit, Stretch, Proposal, Kudos, Contribution, Series,
    Circle, Draft, LeftOut, Question, Rewording, Waiting, Resource, Outside,
)  # fmt: skip
STAY = {
    "skills.Figure": "what was told of a week stays told",
    "intake.TakenBack": "read by whichever skill stands for it",
    "evidence.Verdict": "read by whichever skill stands for it",
    "evidence.Word": "read by whichever skill stands for it",
    "pulse.Wish": "counted for whichever skill stands for it when its survey closes, and gone then",
    "pulse.Count": "what was told of a survey stays told",
    "circles.Forming": "what was asked for; its drafts and whom it left out follow",
    "circles.Forming_skills": "what was asked for; its drafts and whom it left out follow",
}
"""Tables that name a skill and whose rows a merge leaves alone, and why. A new one follows or stands here."""


def named(skill: Skill) -> set[str]:
    return {model._meta.label for model in FOLLOW if model._base_manager.filter(skill=skill).exists()}


def pointing() -> Iterator[type[Model]]:
    """Yield the tables outside the skills' own that name a skill."""
    for field in Skill._meta.get_fields(include_hidden=True):
        model: Any = field.related_model
        if field.auto_created and model and model.__module__ != "peerloop.skills.models":
            yield model


def test_each_table_that_names_a_skill_follows_it_or_says_why_not() -> None:
    assert {model._meta.label for model in pointing()} - STAY.keys() == {model._meta.label for model in FOLLOW}
    assert all(apps.get_model(label) for label in STAY)


def test_everything_follows_and_comes_back(need: Need, rust: Skill, alice: Member, bo: Member, charlie: Member) -> None:
    [suggestion] = suggestions_for(need)
    accept(ask(need, teacher=bo, starts_at=suggestion.starts_at, by=alice), by=bo)
    Appeal.objects.create(skill=rust, teachers=1, learners=5)
    ring = Ring.objects.create(answer_by=suggestion.starts_at)
    Place.objects.create(ring=ring, number=0, learner=alice, teacher=bo, skill=rust)
    NotAFit.objects.create(learner=alice, teacher=charlie, skill=rust)
    Stretch.objects.create(member=charlie, season="2026-Q4", skill=rust)
    Proposal.objects.create(by=alice, title="Ownership", skill=rust)
    Kudos.objects.create(by=alice, text="Clear", skill=rust)
    Contribution.objects.create(member=bo, kind="session", source_type="session", source=1, skill=rust)
    Series.objects.create(kind="demo", lead=bo, skill=rust)
    start_circle(by=bo, title="Borrowers", goal="Read a lifetime", skill=rust)
    forming = Forming.objects.create()
    Draft.objects.create(forming=forming, place=0, skill=rust, starts_at=suggestion.starts_at)
    LeftOut.objects.create(forming=forming, member=alice, skill=rust)
    question = Question.objects.create(by=alice, title="What is a lifetime?", skill=rust)
    Rewording.objects.create(question=question, title="How long is a lifetime?", skill=rust)
    Waiting.objects.create(member=alice, title="And a borrow?", skill=rust, due_at=suggestion.starts_at)
    Resource.objects.create(kind="tip", by=bo, skill=rust)
    Outside.objects.create(uid=uuid4(), skill=rust, kind="course", title="Rust in a day")
    lang = propose_skill("The Rust language", by=charlie)
    further = propose_skill("Systems programming", by=charlie)
    everywhere = named(rust)
    assert len(everywhere) == len(FOLLOW)
    first, second = merge_skills(rust, lang, by=None), merge_skills(lang, further, by=None)
    assert (named(rust), named(lang), named(further)) == (set(), set(), everywhere)
    take_back_merge(first, by=None)
    assert (named(rust), named(further)) == (everywhere, set())
    take_back_merge(second, by=None)
    assert (named(rust), named(lang)) == (everywhere, set())


def test_who_found_nobody_finds_whoever_helps_with_the_other(alice: Member, bo: Member, monday: Any) -> None:
    gone, into = propose_skill("JS scripting", by=None), propose_skill("JavaScript", by=None)
    offer(bo, skill=into, level=4)
    need = want(alice, skill=gone, level=3)
    assert Shortfall.objects.filter(need=need).exists()
    merge = merge_skills(gone, into, by=None)
    work_off()
    assert [one.teacher for one in suggestions_for(Need.objects.get(pk=need.pk))] == [bo]
    assert best_suggestion(alice).need.skill == into
    take_back_merge(merge, by=None)
    assert Need.objects.get(pk=need.pk).skill == gone


def test_a_need_that_rests_suggests_nobody(need: Need, rust: Skill, alice: Member) -> None:
    into = propose_skill("The Rust language", by=None)
    want(alice, skill=into, level=2)
    merge_skills(rust, into, by=None)
    assert Suggestion.objects.filter(need=need).exists()
    assert best_suggestion(alice) is None


def test_who_asks_from_an_old_page_asks_about_the_skill_that_stands(
    need: Need, rust: Skill, alice: Member, bo: Member
) -> None:
    [suggestion] = suggestions_for(need)
    into = propose_skill("The Rust language", by=None)
    merge_skills(rust, into, by=None)
    assert need.skill == rust
    assert ask(need, teacher=bo, starts_at=suggestion.starts_at, by=alice).skill == into
