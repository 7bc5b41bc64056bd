"""The live view: one clock for all, turned by who leads; who is here; what was asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.domain.live.conftest import NOON, fresh, minutes

from peerloop.formats.shipped import SHIPPED
from peerloop.live.actions import check_in, keep_notes, pose, set_agenda, start
from peerloop.live.models import AgendaRole, CheckIn, Clock, Posed
from peerloop.live.rules import code_of
from peerloop.people.actions import block
from peerloop.schedule.actions import cancel_session, join_session
from peerloop.web.live import on_session

if TYPE_CHECKING:
    from peerloop.schedule.models import Session


@pytest.fixture
def noon(clock, lunch: Session) -> Session:
    clock.move_to(NOON)
    return lunch


def live(session: Session, end: str = "") -> str:
    return f"/sessions/{session.pk}/live{end}"


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_who_leads_begins_and_all_see_the_same_step_and_instant(client_of, noon, alice, bo, charlie) -> None:
    assert client_of(bo).post(live(noon, "/clock"), {"do": "start"}).status_code == 303
    ends = Clock.objects.get().ends_at.timestamp()
    for member in (alice, bo, charlie):
        page = client_of(member).get(live(noon))
        assert f'data-ends="{ends:.0f}" data-now="{NOON.timestamp():.0f}"' in page.content.decode()
        assert "Step 1 of 5" in text(page)
        assert "05:00 until 12:05" in text(page)
        assert ("Next step" in text(page)) is (member == bo)


def test_of_two_leaders_who_press_at_once_one_turns_it_and_the_other_is_told(client_of, noon, bo) -> None:
    start(noon, by=bo)
    browser = client_of(bo)
    assert browser.post(live(noon, "/clock"), {"do": "next", "sequence": "0"}).status_code == 303
    second = browser.post(live(noon, "/clock"), {"do": "next", "sequence": "0"})
    assert second.status_code == 409
    assert "Somebody else was quicker. This is where you are now." in text(second)
    assert "Step 2 of 5" in text(second)


def test_whoever_asks_again_with_what_they_have_seen_is_told_only_what_is_new(client_of, noon, alice, bo) -> None:
    browser = client_of(alice)
    seen = browser.get(live(noon)).context["live"].seen
    assert browser.get(live(noon, f"?seen={seen}")).status_code == 204
    start(noon, by=bo)
    assert browser.get(live(noon, f"?seen={seen}")).status_code == 200


def test_only_who_leads_turns_the_clock(client_of, noon, alice, dana) -> None:
    assert client_of(alice).post(live(noon, "/clock"), {"do": "start"}).status_code == 403
    assert client_of(dana).post(live(noon, "/clock"), {"do": "start"}).status_code == 404
    assert client_of(dana).get(live(noon)).status_code == 404


@pytest.mark.parametrize(
    "said", [{}, {"do": "fly"}, {"do": "next"}, {"do": "next", "sequence": "x"}, {"do": "next", "sequence": "9" * 40}]
)
def test_nonsense_turns_nothing(client_of, noon, bo, said) -> None:
    start(noon, by=bo)
    assert client_of(bo).post(live(noon, "/clock"), said).status_code in {303, 409}
    assert Clock.objects.get().sequence == 0


def test_before_and_after_it_says_so(client_of, clock, lunch, alice, bo) -> None:
    assert "It has not begun yet" in text(client_of(alice).get(live(lunch)))
    refused = client_of(bo).post(live(lunch, "/clock"), {"do": "start"})
    assert refused.status_code == 422
    assert "ten minutes before" in text(refused)
    clock.move_to(NOON + minutes(46))
    assert "That was it" in text(client_of(alice).get(live(lunch)))


def test_a_cancelled_one_says_so(client_of, lunch, alice, bo) -> None:
    cancel_session(lunch, by=bo)
    assert "This session is cancelled" in text(client_of(alice).get(live(lunch)))


def test_the_code_is_shown_to_who_leads_alone(client_of, noon, alice, bo) -> None:
    code = code_of(noon)
    assert code in client_of(bo).get(live(noon)).content.decode()
    assert code not in client_of(alice).get(live(noon)).content.decode()


def test_checking_in_by_typing_it_or_by_the_link(client_of, noon, alice, bo) -> None:
    browser = client_of(alice)
    wrong = f"{(int(code_of(noon)) + 1) % 10_000:04}"
    refused = browser.post(f"/sessions/{noon.pk}/check-in", {"code": wrong})
    assert refused.status_code == 422
    assert "This is not the code shown in the room." in text(refused)
    assert f'value="{wrong}"' in refused.content.decode()
    page = browser.get(f"/sessions/{noon.pk}/check-in?code={code_of(noon)}")
    assert f'value="{code_of(noon)}"' in page.content.decode()
    assert not CheckIn.objects.exists(), "looking at a link does nothing"
    assert browser.post(f"/sessions/{noon.pk}/check-in", {"code": code_of(noon)}).status_code == 303
    assert "Here: 1 of 3" in text(client_of(bo).get(live(noon)))


def test_guessing_the_code_ends_after_ten_tries(client_of, noon, alice) -> None:
    browser = client_of(alice)
    wrong = f"{(int(code_of(noon)) + 1) % 10_000:04}"
    answers = [browser.post(f"/sessions/{noon.pk}/check-in", {"code": wrong}).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert browser.post(f"/sessions/{noon.pk}/check-in", {"code": code_of(noon)}).status_code == 429


def test_when_it_is_over_nobody_sees_who_was_here(client_of, clock, noon, alice, bo) -> None:
    check_in(noon, by=alice, code=code_of(noon))
    assert "Alice" in text(client_of(bo).get(live(noon))).partition("Here:")[2]
    clock.move_to(NOON + minutes(46))
    assert "Here:" not in text(client_of(bo).get(live(noon)))


def test_of_two_one_press_is_enough_and_who_is_missing_is_offered_elsewhere(client_of, clock, hour, alice, bo) -> None:
    clock.move_to(NOON)
    assert client_of(alice).post(f"/sessions/{hour.pk}/check-in").status_code == 303
    assert "has not come yet" not in text(client_of(alice).get(live(hour)))
    clock.move_to(NOON + minutes(5))
    page = client_of(alice).get(live(hour))
    assert "Bo has not come yet" in text(page)
    assert f'href="/sessions/{hour.pk}/move"' in page.content.decode()
    check_in(hour, by=bo)
    assert "has not come yet" not in text(client_of(alice).get(live(hour)))


def test_in_a_step_for_four_everybody_but_the_host_sees_their_table(client_of, clock, announced, people, bo) -> None:
    eight = people(8)
    session = announced(*eight, minutes=50)
    set_agenda(session, SHIPPED["cascade"], by=bo)
    clock.move_to(NOON)
    start(session, by=bo)
    Clock.objects.update(place=3)
    seen = [client_of(member).get(live(session)).context["live"].table for member in eight]
    assert [(len(table.names), len(table.joined), table.count) for table in seen] == [(3, 2, 2)] * 8
    host = client_of(bo).get(live(session))
    assert host.context["live"].table is None
    assert [len(table) for table in host.context["live"].tables] == [4, 4]
    Clock.objects.update(place=4)
    page = client_of(eight[0]).get(live(session))
    assert len(page.context["live"].table.names) == 7
    assert "New at your table: Colleague 4, Colleague 5, Colleague 6, Colleague 7" in text(page)


def test_two_whom_a_block_keeps_apart_sit_where_the_others_see_them(client_of, clock, announced, people, bo) -> None:
    """A block hides a name; it does not make up other groups for those two."""
    eight = people(8)
    block(eight[0], eight[1])
    session = announced(*eight, minutes=50)
    set_agenda(session, SHIPPED["cascade"], by=bo)
    clock.move_to(NOON)
    start(session, by=bo)
    Clock.objects.update(place=3)
    assert client_of(eight[0]).get(live(session)).context["live"].table.names == ["Colleague 2", "Colleague 3"]
    third = client_of(eight[2]).get(live(session)).context["live"].table
    assert third.names == ["Colleague 0", "Colleague 1", "Colleague 3"]


def test_the_expert_is_told_to_be_silent_and_the_others_see_what_they_debate(
    client_of, clock, announced, people, bo
) -> None:
    five = people(5)
    session = announced(*five, minutes=60)
    set_agenda(session, SHIPPED["seminar"], by=bo)
    posed = pose(session, text="Would you do it again?", by=five[0])
    clock.move_to(NOON)
    start(session, by=bo)
    assert "You say nothing until “The expert answers”." in text(client_of(bo).get(live(session)))
    assert "What you debate “Would you do it again?”" in text(client_of(five[1]).get(live(session)))
    refused = client_of(bo).post(f"/posed/{posed.pk}/answer", follow=True)
    assert "The others debate it first; it is answered from the step “The expert answers” on." in text(refused)
    Clock.objects.update(place=4)
    page = text(client_of(bo).get(live(session)))
    assert "You say nothing until" not in page
    assert "What you debate" not in page
    assert "it is your turn" in page


def test_questions_are_posed_wanted_and_answered_from_here(client_of, noon, alice, bo, charlie) -> None:
    asked = client_of(alice).post(f"/sessions/{noon.pk}/questions", {"text": "Why not a subquery?", "from": "live"})
    assert asked["Location"] == live(noon, "#questions")
    posed = Posed.objects.get()
    client_of(charlie).post(f"/posed/{posed.pk}/vote", {"from": "live"})
    assert "1 wants this, too" in text(client_of(bo).get(live(noon)))
    assert "Alice" not in text(client_of(charlie).get(live(noon))).partition("Asked beforehand")[2]
    client_of(bo).post(f"/posed/{posed.pk}/answer", {"from": "live"})
    assert "Why not a subquery? answered" in text(client_of(charlie).get(live(noon)))


def test_an_empty_question_is_told_and_too_long_a_one_is_kept(client_of, noon, alice) -> None:
    for said in ("", "x" * 281):
        answer = client_of(alice).post(f"/sessions/{noon.pk}/questions", {"text": said})
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_as_many_queries_for_two_as_for_thirty(
    client_of, clock, announced, people, bo, django_assert_max_num_queries
) -> None:
    everybody = people(30)
    session = announced(everybody[0])
    clock.move_to(NOON - minutes(5))
    browser = client_of(bo)
    start(session, by=bo)
    browser.get(live(session))
    with django_assert_max_num_queries(24) as few:
        browser.get(live(session))
    for member in everybody[1:]:
        join_session(session, by=member)
        pose(fresh(session), text=f"And {member.name}?", by=member)
        check_in(fresh(session), by=member, code=code_of(session))
    AgendaRole.objects.filter(code="host").update(member=everybody[1])
    with django_assert_max_num_queries(len(few)):
        page = browser.get(live(session))
    assert len(page.content) < 60_000


def test_two_whom_a_block_keeps_apart_are_not_named_to_each_other(client_of, noon, alice, bo, charlie) -> None:
    set_agenda(noon, SHIPPED["lunch_and_learn"], by=bo)
    start(noon, by=bo)
    for one in (alice, charlie):
        check_in(fresh(noon), by=one, code=code_of(noon))
    keep_notes(fresh(noon), text="Frames", sequence=0, by=alice)
    block(charlie, alice)
    pages = [client_of(charlie).get(address) for address in (live(noon), f"/sessions/{noon.pk}/notes")]
    assert all("Alice" not in text(page) for page in pages)
    assert pages[0].context["live"].lines[0].who == "Host"
    assert on_session.afterwards(fresh(noon), charlie).context["notes"].by is None
    assert "Alice leads." in text(client_of(bo).get(live(noon)))
