"""Bo at the desk on the page; Alice is asked first whether it may be told; a moderator deals with what is referred."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils.html import strip_tags

from peerloop.circles.actions import join_circle, name_facilitator, start_circle
from peerloop.circles.queries import facilitators_of
from peerloop.discussion.actions import say
from peerloop.discussion.models import Post
from peerloop.facilitation.actions import check_lines, refer
from peerloop.facilitation.models import Quiet, Referral, Succession
from peerloop.facilitation.rules import FIRST
from peerloop.notices.models import Notice
from peerloop.people.actions import grant_role, update_profile
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpResponse
    from tests.conftest import ClientOf

    from peerloop.circles.models import Circle
    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ANSWERED = "You have answered this already. Thank you; there is nothing left to do."
RIGHT = {one.code: one.right for one in QUESTIONS}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def circle(alice: Member, bo: Member, charlie: Member) -> Circle:
    take_check(RIGHT, by=bo)
    made = start_circle(by=bo, title="Rust on Thursdays", goal="Each of us ships something small.")
    for member in (alice, charlie):
        join_circle(made, by=member)
    return made


def said(answer: HttpResponse) -> str:
    return " ".join(strip_tags(re.sub(r"(?s)<script.*?</script>", "", answer.text).replace("<", " <")).split())


def test_from_the_list_to_a_word_in_the_thread(circle: Circle, alice: Member, bo: Member, client_of: ClientOf) -> None:
    desk, here = client_of(bo), f"/facilitate/circles/{circle.pk}"
    assert "not begun yet" in said(desk.get("/facilitate"))
    assert "Kick it off" in said(desk.get(here))
    page = desk.get(here)
    text = re.findall(r"(?s)<textarea[^>]*name=\"text\"[^>]*>(.*?)</textarea>", page.text)[0].strip()
    assert text.startswith("Welcome to “Rust on Thursdays”!")
    typed = {"kind": "kick_off", "code": "", "text": "Welcome, all of you!"}
    for _twice in range(2):
        assert desk.post(f"{here}/prompts", typed).headers["Location"].startswith(f"/circles/{circle.pk}#post-")
    assert list(Post.objects.values_list("text", flat=True)) == ["Welcome, all of you!"]
    again = desk.post(f"{here}/prompts", typed | {"text": "Welcome <b>again</b>"})
    assert again.status_code == 422
    assert "The circle has begun already." in said(again)
    assert "Welcome &lt;b&gt;again&lt;/b&gt;" in again.text
    question = desk.get(f"{here}?say=question:know")
    assert "What do you know about it already" in question.text
    assert "/guidelines" in desk.get(f"{here}?say=guidelines").text
    assert "Let us look up for a moment. What we came for: Each of us ships" in said(desk.get(f"{here}?say=goal"))
    for member, status in ((alice, 404), (bo, 200)):
        assert client_of(member).get(here).status_code == status


def test_a_post_is_hidden_from_the_desk_with_its_reason(
    circle: Circle, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    post = say(circle.thread, by=alice, text="Nonsense!")
    desk = client_of(bo)
    refused = desk.post(f"/facilitate/posts/{post.pk}/hiding", {"reason": " "})
    assert refused.status_code == 422
    assert "Please say why" in said(refused)
    desk.post(f"/facilitate/posts/{post.pk}/hiding", {"reason": "Not to one another."})
    for reader, words in ((bo, "Hidden: Not to one another."), (charlie, "Hidden: Not to one another.")):
        page = said(client_of(reader).get(f"/threads/{circle.thread_id}"))
        assert (words in page, "Nonsense!" in page) == (True, False)
    assert "Hidden: Not to one another." in said(desk.get(f"/facilitate/circles/{circle.pk}"))
    assert client_of(charlie).post(f"/facilitate/posts/{post.pk}/hiding", {"reason": "x"}).status_code == 404


def test_it_is_referred_and_dealt_with(
    circle: Circle, alice: Member, bo: Member, moderator: Member, client_of: ClientOf, work: Callable[[], None]
) -> None:
    post = say(circle.thread, by=alice, text="You would not understand it.")
    desk, judge = client_of(bo), client_of(moderator)
    page = desk.get(f"/facilitate/posts/{post.pk}/referral")
    uid = re.findall(r'name="uid" value="([^"]+)"', page.text)[0]
    assert desk.post(f"/facilitate/posts/{post.pk}/referral", {"why": "", "uid": uid}).status_code == 422
    for _twice in range(2):
        desk.post(f"/facilitate/posts/{post.pk}/referral", {"why": "The second time.", "uid": uid})
    made = Referral.objects.get()
    here = f"/facilitate/referrals/{made.pk}"
    work()
    assert list(Notice.objects.filter(kind="referred").values_list("member__name", flat=True)) == ["Mo"]
    assert "The second time." in said(judge.get("/facilitate/referrals"))
    seen = said(judge.get(here))
    assert ("You would not understand it." in seen, "Alice" in seen, "Bo" in seen) == (True, True, True)
    assert "Rust on Thursdays" not in seen + said(judge.get("/facilitate/referrals"))
    assert client_of(alice).get(here).status_code == 404
    kept = judge.post(f"{here}/end", {"word": "x" * 501})
    assert (kept.status_code, "x" * 501 in kept.text) == (422, True)
    judge.post(f"{here}/end", {"word": "We have talked."})
    assert "It has been dealt with already." in said(judge.post(f"{here}/end", {"word": "Once more"}, follow=True))
    assert "We have talked." in said(desk.get(here))
    assert "dealt with" in said(desk.get("/facilitate"))
    assert desk.post(f"{here}/end", {"word": "Mine"}).status_code == 403


def test_a_moderator_does_not_deal_with_what_they_referred_themselves(
    circle: Circle, bo: Member, moderator: Member, client_of: ClientOf
) -> None:
    grant_role(bo, "moderator", by=None)
    made = refer(circle, by=bo, why="The tone in all of it")
    answer = client_of(bo).post(f"/facilitate/referrals/{made.pk}/end", {"word": "Mine"}, follow=True)
    assert "You referred this yourself. Another moderator looks at it." in said(answer)
    assert not hasattr(Referral.objects.get(), "end")


def test_handing_over_to_a_manager_is_refused_with_the_reason_and_what_was_typed_is_kept(
    circle: Circle, alice: Member, bo: Member, dana: Member, charlie: Member, client_of: ClientOf
) -> None:
    for member in (dana, charlie):
        take_check(RIGHT, by=member)
    desk, here = client_of(bo), f"/facilitate/circles/{circle.pk}/handing-over"
    assert "Nobody facilitates beside you yet." in said(desk.get(here))
    refused = desk.post(here, {"colleague": "Dana", "note": "Alice likes to go second."})
    assert refused.status_code == 422
    assert "Dana stands above Alice in the reporting line." in said(refused)
    assert "Alice likes to go second." in refused.text
    not_asked = said(desk.post(here, {"colleague": "Charlie"}))
    assert "Charlie has not agreed to facilitate it yet. Ask them first" in not_asked
    assert list(facilitators_of(circle)) == [bo]
    name_facilitator(circle, charlie, by=bo, co=True)
    assert "Facilitates beside you, and can follow: Charlie." in said(desk.get(here))
    done = desk.post(here, {"colleague": "Charlie", "note": "Alice likes to go second."}, follow=True)
    assert "Charlie facilitates the circle now. Thank you!" in said(done)
    assert list(facilitators_of(circle)) == [charlie]
    assert "Alice likes to go second." in said(client_of(charlie).get(f"/facilitate/circles/{circle.pk}"))
    assert desk.get(f"/facilitate/circles/{circle.pk}").status_code == 404


def test_alice_is_asked_first_and_may_refuse(
    circle: Circle, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    row, other = (Quiet.objects.create(circle=circle, member=member) for member in (alice, charlie))
    here = f"/facilitate/quiet/{row.pk}"
    mine = client_of(alice)
    assert "You have been quiet in “Rust on Thursdays” for two meetings." in said(mine.get("/"))
    assert "If you say nothing, whoever facilitates learns it on Monday 30 November." in said(mine.get(here))
    assert "You have been quiet here for two meetings." in said(mine.get(f"/circles/{circle.pk}"))
    assert "Who has been quiet" not in said(client_of(bo).get(f"/facilitate/circles/{circle.pk}"))
    assert client_of(bo).get(here).status_code == 404
    answer = mine.post(here, {"answer": "no", "word": "said to nobody"}, follow=True)
    assert "It stays with you. You are not asked again." in said(answer)
    client_of(charlie).post(f"/facilitate/quiet/{other.pk}", {"answer": "tell", "word": "I listen."})
    with time_machine.travel(MONDAY + FIRST + timedelta(days=30), tick=False):
        desk = said(client_of(bo).get(f"/facilitate/circles/{circle.pk}"))
    assert ("Charlie I listen." in desk, "said to nobody" in desk) == (True, False)
    assert re.findall(r"Who has been quiet (\w+)", desk) == ["Charlie"]


def test_reporting_lines_change_and_charlie_takes_over(
    circle: Circle, alice: Member, bo: Member, charlie: Member, client_of: ClientOf, work: Callable[[], None]
) -> None:
    take_check(RIGHT, by=charlie)
    update_profile(alice, by=None, manager=bo)
    check_lines()
    work()
    kinds = Notice.objects.filter(kind__in=["successor_proposed", "lines_crossed"])
    assert sorted(kinds.values_list("kind", "member__name")) == [
        ("lines_crossed", "Bo"),
        ("successor_proposed", "Charlie"),
    ]
    desk = said(client_of(bo).get(f"/facilitate/circles/{circle.pk}"))
    assert "Please hand this circle over" in desk
    assert "Charlie is asked whether they would take it over." in desk
    row, follower = Succession.objects.get(), client_of(charlie)
    assert "Would you take a circle over?" in said(follower.get("/"))
    assert "Bo facilitates this circle." in said(follower.get(f"/facilitate/successions/{row.pk}"))
    assert client_of(alice).get(f"/facilitate/successions/{row.pk}").status_code == 404
    done = follower.post(f"/facilitate/successions/{row.pk}", {"answer": "yes"}, follow=True)
    assert "You facilitate this circle now. Here is its desk." in said(done)
    assert list(facilitators_of(circle)) == [charlie]
    assert ANSWERED in said(follower.post(f"/facilitate/successions/{row.pk}", {"answer": "yes"}, follow=True))


def test_a_second_click_on_no_and_the_mail_once_more_are_told_that_it_is_answered(
    circle: Circle, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    """Charlie says no, twice; then looks again at the address in the mail; to Bo it stays what it was, not there."""
    take_check(RIGHT, by=charlie)
    update_profile(alice, by=None, manager=bo)
    check_lines()
    asked = Succession.objects.get(successor=charlie)
    here, follower = f"/facilitate/successions/{asked.pk}", client_of(charlie)
    assert "Thank you for the answer." in said(follower.post(here, {"answer": "no"}, follow=True))
    for again in (follower.post(here, {"answer": "no"}, follow=True), follower.get(here, follow=True)):
        assert (again.status_code, ANSWERED in said(again)) == (200, True)
    assert client_of(bo).get(here).status_code == 404
    answers = Succession.objects.order_by("pk").values_list("successor__name", "answer")
    assert list(answers) == [("Charlie", "no"), (None, "")]


def test_remarks_are_kept_for_oneself(circle: Circle, bo: Member, alice: Member, client_of: ClientOf) -> None:
    desk, here = client_of(bo), f"/facilitate/circles/{circle.pk}"
    desk.post(f"{here}/remark", {"note": "Ask Alice <soon>"})
    assert "Ask Alice &lt;soon&gt;" in desk.get(here).text
    assert client_of(alice).post(f"{here}/remark", {"note": "x"}).status_code == 404
    too_much = desk.post(f"{here}/remark", {"note": "x" * 5001})
    assert (too_much.status_code, "x" * 5001 in too_much.text) == (422, True)
