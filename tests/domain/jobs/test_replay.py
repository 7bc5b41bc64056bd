"""``./peerloop replay``: would we have found who helped?"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from peerloop.engines.finding import Answered, Asked
from peerloop.kit import clock
from peerloop.loops.actions import confirm, say_applied, say_gain
from peerloop.matchmaking.actions import accept, ask, decline, end_pairing
from peerloop.matchmaking.queries.history import history, replayed
from peerloop.matchmaking.retold import told
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.matchmaking.models import Pairing, Request
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
NOTHING_YET = "Too few requests were accepted so far, or by too few people: there is nothing to tell yet.\n"
NOR_ASKED = "Too few questions were answered so far, or by too few people: nothing to tell of them.\n"
NOTHING: dict[str, Any] = {
    "requests": None,
    "weights": "shipped",
    "found": None,
    "by_newcomers": None,
    "outside_the_20_busiest": None,
    "by_tenure": None,
    "by_tie": None,
    "chances": [],
}


def said(*options: str) -> str:
    out = StringIO()
    call_command("replay", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def rust(bo: Member) -> Skill:
    skill = propose_skill("Rust", by=bo)
    offer(bo, skill=skill, level=4)
    return skill


def asks(learner: Member, skill: Skill, teacher: Member, week: int) -> Request:
    with clock.at(MONDAY + week * WEEK):
        need = want(learner, skill=skill, level=3)
        return ask(need, teacher=teacher, starts_at=MONDAY + week * WEEK + timedelta(days=1, hours=1), by=learner)


def helped(learner: Member, skill: Skill, teacher: Member, week: int) -> Pairing:
    with clock.at(MONDAY + week * WEEK):
        pairing = accept(asks(learner, skill, teacher, week), by=teacher)
        end_pairing(pairing, by=learner)
        return pairing


def test_an_empty_site_has_nothing_to_tell(db: None) -> None:
    assert said() == NOTHING_YET + NOR_ASKED
    assert json.loads(said("--json")) == NOTHING | {"questions": NOTHING}


def test_an_accepted_request_is_a_question_and_a_confirmed_one_counts_double(
    alice: Member, bo: Member, charlie: Member, rust: Skill
) -> None:
    pairing = helped(alice, rust, bo, week=0)
    with clock.at(MONDAY + WEEK):
        say_gain(pairing.loop, by=alice, gain="A secret gain", intention="Try it", by_when=(MONDAY + 2 * WEEK).date())
        say_applied(pairing.loop, by=alice, text="A secret deed")
        confirm(pairing.loop, by=bo)
        decline(asks(charlie, rust, bo, week=1), by=bo)
    past = history()
    start = MONDAY.timestamp()
    assert past.asked == [Asked(alice.pk, start, "", "Rust", (rust.pk,))]
    assert past.answered == [Answered(0, bo.pk, start, grade=2.0, graded_at=start + WEEK.total_seconds())]
    assert "secret" not in repr(past)


def test_a_few_peoples_past_is_not_told(alice: Member, bo: Member, charlie: Member, rust: Skill) -> None:
    for week, learner in enumerate([alice, charlie]):
        helped(learner, rust, bo, week=week)
    assert replayed(history()).report.all.questions == 1
    assert said() == NOTHING_YET + NOR_ASKED
    assert json.loads(said("--json"))["requests"] is None


def test_six_learners_past_is_told_in_counts(bo: Member, rust: Skill, make_member: MakeMember) -> None:
    for week in range(7):
        helped(make_member(f"Learner {week}"), rust, bo, week=week)
    figures = told(replayed(history()))
    found = {"requests": 6, "mrr": 1.0, "success_at_5": 1.0, "recall_at_10": 1.0}
    assert figures == {
        "requests": 7,
        "weights": "shipped",
        "found": found,
        "by_newcomers": None,  # one: the first, whom nobody could have found
        "outside_the_20_busiest": None,
        "by_tenure": {"first question": found},
        "by_tie": {"strangers": found},
        "chances": [],
    }
    assert json.loads(said("--json")) == figures | {"questions": NOTHING}
    assert said().splitlines() == [
        "With the weights that Peerloop comes with, tried on all requests: there are too few to learn from.",
        *(
            f"{who}: one who helped was among the first five for 100 of 100 requests; 100 of 100 who helped were "
            "among the first ten (6 requests, mean of 1 / place 1.00)."
            for who in ("All", "Learners at their first request", "Helped by somebody new to them")
        ),
        NOR_ASKED.strip(),
    ]


def test_the_past_is_read_in_one_query(
    bo: Member, rust: Skill, make_member: MakeMember, django_assert_num_queries: object
) -> None:
    for week in range(3):
        helped(make_member(f"Learner {week}"), rust, bo, week=week)
    with django_assert_num_queries(1):
        assert len(history().asked) == 3
