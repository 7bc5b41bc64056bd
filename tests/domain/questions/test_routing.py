"""To whom Alice's question goes, and to whom it does not."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.questions.conftest import DAY, MONDAY, asked, has_shown, whispered
from tests.domain.vetting.conftest import MARKS

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import add_absence, avoid, block, depart
from peerloop.questions.actions import (
    answer,
    ask_more,
    end_debates,
    escalate_due,
    pass_on,
    set_reach,
    take_question_back,
    verify,
)
from peerloop.questions.models import A_WEEK, Asked, Question
from peerloop.questions.queries import may_verify, page
from peerloop.questions.queries.routing import Route, route
from peerloop.schedule.actions import join_session
from peerloop.skills.actions import endorse, offer, withdraw_offer
from peerloop.vetting.actions import plan_teach_back, say_remark

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

TITLE = "How do I borrow a vector twice in Rust?"


def to(asker: Member, **said: object) -> list[str]:
    return [one.member.name for one in route(asker, TITLE, "", **said).helpers]  # type: ignore[arg-type]


def told(verb: str) -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb=verb).order_by("pk")]


def put(question: Question) -> list[str]:
    return list(Asked.objects.filter(question=question).order_by("pk").values_list("member__name", flat=True))


@pytest.fixture
def shown(bo: Member, charlie: Member, dana: Member, make_member: MakeMember) -> None:
    """Bo answered a question like it, Charlie one that is near, Dana many about something else."""
    asker = make_member("Zoe")
    has_shown(bo, asker, "Can I borrow a vector twice in Rust?", "Clone the vector, or use RefCell to borrow it.")
    has_shown(charlie, asker, "Why does Rust move my vector?", "It moves unless you borrow it.")
    for number in range(4):
        has_shown(dana, asker, f"Where is printer {number}?", "In the corner by the window.", (20 - number) * DAY)


@pytest.mark.usefixtures("shown")
def test_it_goes_to_who_has_shown_it_with_the_reason_and_never_to_the_busiest(alice: Member) -> None:
    ways = route(alice, TITLE, "")
    assert [(one.member.name, one.why) for one in ways.first] == [
        ("Bo", "answered “Can I borrow a vector twice in Rust?”, which is like yours"),
        ("Charlie", "answered “Why does Rust move my vector?”, which is like yours"),
    ]
    assert [one.question.title for one in ways.helpers[0].shown] == ["Can I borrow a vector twice in Rust?"]


@pytest.mark.usefixtures("shown")
def test_what_nobody_has_shown_is_an_open_call(alice: Member) -> None:
    assert route(alice, "Wie brate ich Zander?", "") == Route([], "No one has shown this yet.", "")


@pytest.mark.usefixtures("shown")
def test_small_words_alone_are_no_reason(alice: Member) -> None:
    """Where there are but a few questions, “how do I” is as rare as “Rust”."""
    assert route(alice, "Why does this not work with that?", "").helpers == []


def test_reading_a_graph_is_not_what_somebody_shows_who_reads_a_plan(alice: Member, bo: Member, dana: Member) -> None:
    has_shown(bo, dana, "Where can I read the plan of the week?", "Read it on the wall; I work with it, too.")
    assert route(alice, "How do I read a flame graph and work with it?", "").helpers == []
    [helper] = route(alice, "Where does the plan hang?", "").helpers
    assert helper.member == bo


def test_who_offers_it_comes_last_and_is_said_to_have_shown_nothing(
    alice: Member, bo: Member, charlie: Member, dana: Member, rust: Skill
) -> None:
    has_shown(bo, dana, "Can I borrow twice in Rust?", "Use RefCell.", skill=rust)
    endorse(offer(charlie, skill=rust), by=dana)
    offer(dana, skill=rust)
    assert [(one.member.name, one.why) for one in route(alice, TITLE, "", skill=rust).helpers] == [
        ("Bo", "answered “Can I borrow twice in Rust?”, which is like yours"),
        ("Dana", "offers Rust; has answered nothing about it yet"),
        ("Charlie", "offers Rust, and is vouched for in it; has answered nothing about it yet"),
    ]


@pytest.mark.usefixtures("shown")
def test_the_absent_the_departed_the_blocked_and_who_opted_out_are_skipped(
    alice: Member, bo: Member, charlie: Member
) -> None:
    add_absence(bo, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 24))
    assert to(alice) == ["Charlie"]
    set_reach(charlie, most=0)
    assert route(alice, TITLE, "").why_nobody == "Who has shown this is taken or away just now."
    set_reach(charlie, most=3)
    block(charlie, alice)
    assert to(alice) == []
    with clock.at(MONDAY + 2 * DAY):
        assert to(alice) == ["Bo"]
        avoid(bo, alice)
        assert to(alice) == []


@pytest.mark.usefixtures("shown")
def test_who_has_left_is_asked_nothing_and_the_next_one_is(alice: Member, bo: Member) -> None:
    question = asked(alice, TITLE, to=[bo])
    depart(bo, by=None)
    assert (to(alice), put(question)) == (["Charlie"], [])
    escalate_due()
    assert put(question) == ["Charlie"]


@pytest.mark.usefixtures("shown")
def test_nobody_is_asked_more_than_they_take(alice: Member, bo: Member, make_member: MakeMember) -> None:
    set_reach(bo, most=2)
    crowd = [make_member(f"Member {number}") for number in range(3)]
    assert [put(asked(by, TITLE, to=[bo])) for by in crowd] == [["Bo"], ["Bo"], []]
    assert to(alice) == ["Charlie"]
    with clock.at(MONDAY + 8 * DAY):
        assert to(alice)[0] == "Bo"
    with pytest.raises(ValidationError):
        set_reach(bo, most=51)


def test_without_a_word_five_a_week_are_enough(bo: Member, make_member: MakeMember) -> None:
    crowd = [make_member(f"Member {number}") for number in range(A_WEEK + 1)]
    assert [put(asked(by, TITLE, to=[bo])) for by in crowd] == [["Bo"]] * A_WEEK + [[]]


@pytest.mark.usefixtures("shown")
def test_after_the_hours_that_she_chose_the_next_one_is_asked(alice: Member, bo: Member) -> None:
    question = asked(alice, TITLE, to=[bo], hours=4)
    with clock.at(MONDAY + timedelta(hours=3, minutes=59)):
        assert escalate_due() == 0
    with clock.at(MONDAY + timedelta(hours=4)):
        assert (escalate_due(), escalate_due()) == (1, 0)
    assert put(question) == ["Bo", "Charlie"]
    with clock.at(MONDAY + timedelta(hours=8)):
        assert escalate_due() == 0
    assert (told("question.exhausted"), Question.objects.get(pk=question.pk).next_at) == ([[]], None)


@pytest.mark.usefixtures("shown")
def test_an_answer_ends_the_asking(alice: Member, bo: Member, dana: Member) -> None:
    question = asked(alice, TITLE, to=[bo], hours=4)
    answer(question, by=dana, text="Clone it.")
    with clock.at(MONDAY + DAY):
        assert (escalate_due(), put(question)) == (0, ["Bo"])


@pytest.mark.usefixtures("shown")
def test_who_passes_is_named_to_nobody_and_the_next_one_is_asked(alice: Member, bo: Member, charlie: Member) -> None:
    question = asked(alice, TITLE, to=[bo], hours=72)
    with pytest.raises(PermissionDenied):
        pass_on(question, by=charlie)
    pass_on(question, by=bo)
    pass_on(question, by=bo)
    assert [(entry.actor, entry.about) for entry in Entry.objects.filter(verb="question.passed")] == [(None, [])]
    escalate_due()
    assert put(question) == ["Bo", "Charlie"]
    assert to(charlie)[0] == "Bo"  # a pass counts for nothing
    shown_to_alice = page(alice, question.uid)
    assert shown_to_alice is not None
    assert [one.member.name for one in shown_to_alice.to] == ["Bo", "Charlie"]


@pytest.mark.usefixtures("shown")
def test_who_wants_nobody_else_asked_has_nobody_else_asked_when_all_pass(alice: Member, bo: Member) -> None:
    question = asked(alice, TITLE, to=[bo], hours=None)
    pass_on(question, by=bo)
    assert (escalate_due(), put(question)) == (0, ["Bo"])


@pytest.mark.usefixtures("shown")
def test_only_the_asker_sees_to_whom_it_went_and_changes_it(
    alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    question = asked(alice, TITLE, to=[charlie])
    assert ask_more(question, [dana, charlie], by=alice) == [dana.pk]
    with pytest.raises(PermissionDenied):
        ask_more(question, [bo], by=charlie)
    seen = {by.name: page(by, question.uid) for by in (alice, bo, charlie)}
    assert {name: [one.member.name for one in one.to] for name, one in seen.items() if one} == {
        "Alice": ["Charlie", "Dana"], "Bo": [], "Charlie": [],
    }  # fmt: skip


@pytest.mark.usefixtures("shown")
def test_how_long_it_usually_takes_is_said_once_it_is_known(alice: Member, bo: Member, dana: Member) -> None:
    assert route(alice, TITLE, "").within == ""
    for number in range(3):
        question = asked(dana, f"How do I borrow vector {number} in Rust?")
        with clock.at(MONDAY + timedelta(hours=3)):
            answer(question, by=bo, text="Borrow it once.")
    with clock.at(MONDAY + timedelta(hours=4)):
        assert route(alice, TITLE, "").within == "four hours"


@pytest.mark.usefixtures("shown")
def test_what_was_taken_back_or_hidden_by_a_block_says_nothing(alice: Member, make_member: MakeMember) -> None:
    zoe = Question.objects.order_by("pk")[0].by
    assert zoe is not None
    block(zoe, alice)
    assert to(alice) == []
    zander = make_member("Zander")
    assert to(zander) == ["Bo", "Charlie"]
    for question in Question.objects.filter(by=zoe):
        take_question_back(question, by=zoe)
    assert to(zander) == []


def test_a_new_answer_counts_in_the_next_question(alice: Member, bo: Member, charlie: Member) -> None:
    assert to(alice) == []
    answer(asked(charlie, "Can I borrow a vector twice in Rust?"), by=bo, text="Clone it.")
    with clock.at(MONDAY + timedelta(seconds=1)):
        assert to(alice) == ["Bo"]


def test_peers_debate_before_who_knows_most_answers(
    alice: Member, bo: Member, charlie: Member, dana: Member, rust: Skill
) -> None:
    endorse(offer(dana, skill=rust), by=charlie)
    question = asked(alice, TITLE, skill=rust, to=[bo], debate_hours=24)
    assert told("question.put") == []
    for expert in (bo, dana):
        with pytest.raises(ValidationError):
            answer(question, by=expert, text="Clone it.")
    answer(question, by=charlie, text="I would guess: clone it.")
    with clock.at(MONDAY + DAY):
        assert (end_debates(), end_debates()) == (1, 0)
        assert told("question.put") == [[bo.pk]]
        answer(question, by=bo, text="Use RefCell.")


def test_only_who_is_vouched_for_verifies_and_never_their_own(
    alice: Member, bo: Member, charlie: Member, dana: Member, rust: Skill
) -> None:
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    offer(charlie, skill=rust)
    soon = MONDAY.date() + 30 * DAY
    for by in (alice, charlie):
        with pytest.raises(PermissionDenied):
            verify(given, by=by, look_again_on=soon)
    for expert in (bo, dana):
        endorse(offer(expert, skill=rust), by=charlie)
    with pytest.raises(PermissionDenied):
        verify(given, by=bo, look_again_on=soon)
    for day in (MONDAY.date(), MONDAY.date() + 5000 * DAY):
        with pytest.raises(ValidationError):
            verify(given, by=dana, look_again_on=day)
    verify(given, by=dana, look_again_on=soon)
    assert told("answer.verified") == [[bo.pk]]


def test_two_peers_who_said_ready_vouch_as_well_as_a_colleagues_word(
    alice: Member, bo: Member, charlie: Member, dana: Member, rust: Skill
) -> None:
    """Dana's practice lesson makes her one who checks answers about Rust, until she withdraws her offer."""
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    soon, mine = MONDAY.date() + 30 * DAY, offer(dana, skill=rust)
    lesson = plan_teach_back(mine, peers=[bo, charlie], by=dana, local_date=MONDAY.date() + DAY, local_time=time(10))
    for peer in (bo, charlie):
        join_session(lesson.session, by=peer)
    with clock.at(MONDAY + 2 * DAY):
        for peer in (bo, charlie):
            with pytest.raises(PermissionDenied):
                verify(given, by=dana, look_again_on=soon)
            assert not may_verify(given, dana)
            say_remark(lesson, ready=True, by=peer, marks=MARKS, worked="The second picture.", change="")
        assert [may_verify(given, one) for one in (dana, charlie)] == [True, False]
        verify(given, by=dana, look_again_on=soon)
        withdraw_offer(mine, by=dana)
        assert not may_verify(given, dana)


def test_under_a_pseudonym_what_others_block_changes_nothing(
    alice: Member, bo: Member, charlie: Member, dana: Member, make_member: MakeMember
) -> None:
    """Bo blocks everybody but Alice: if he were asked, he would know who asks."""
    zoe, eve = make_member("Zoe"), make_member("Eve")
    for helper, asker in ((bo, zoe), (charlie, eve)):
        has_shown(helper, asker, f"{TITLE} {helper.name}", "Clone it.")
    before = {by.name: to(by, pseudonymous=True) for by in (alice, dana)}
    assert before == {"Alice": ["Bo", "Charlie"], "Dana": ["Bo", "Charlie"]}
    for other in (dana, zoe):
        block(bo, other)
    assert {by.name: to(by, pseudonymous=True) for by in (alice, dana)} == {"Alice": ["Charlie"], "Dana": ["Charlie"]}
    block(dana, eve)  # what one side of a block sees and the other does not says nothing to anybody
    assert {by.name: to(by, pseudonymous=True) for by in (alice, dana)} == {"Alice": [], "Dana": []}
    block(alice, charlie)
    assert to(alice, pseudonymous=True) == []
    assert put(whispered(alice, to=[bo, charlie])) == []
