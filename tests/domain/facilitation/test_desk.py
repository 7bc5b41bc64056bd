"""Bo at the desk: begin, ask, bring back to the goal, hold up the guidelines, note, refer, hand over."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.facilitation.conftest import MONDAY, met, parts, passes

from peerloop.circles.actions import close_circle, join_circle, name_facilitator, plan_meeting, start_circle, step_down
from peerloop.discussion.actions import hide, say
from peerloop.discussion.models import Post
from peerloop.facilitation.actions import close_referral, hand_over, keep_remark, prompt, refer
from peerloop.facilitation.models import HandOver, Prompt, Referral, Remark
from peerloop.facilitation.queries import (
    desk,
    desks_seen_by,
    posts_at,
    referrals_seen_by,
    referrals_to,
    remark_of,
    shown_desks,
)
from peerloop.facilitation.rules import AGAIN, Settled, begun_with
from peerloop.kit import clock
from peerloop.people.actions import block, depart, grant_role, update_profile
from peerloop.programmes.actions import set_up_programme

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember

    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


def at_field(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return list(refused.value.message_dict)


def test_the_desk_is_whose_facilitates_alone(
    circle: Circle, alice: Member, bo: Member, dana: Member, organiser: Member, moderator: Member
) -> None:
    assert list(desks_seen_by(bo)) == [circle]
    for member in (alice, dana, organiser, moderator):
        assert list(desks_seen_by(member)) == []
        for act in (
            lambda by: prompt(circle, by=by, kind="question", text="What?"),
            lambda by: keep_remark(circle, by=by, text="Mine"),
            lambda by: refer(circle, by=by, why="This"),
            lambda by: hand_over(circle, alice, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(member)


def test_it_begins_once_and_a_question_that_was_posed_is_not_offered_again(circle: Circle, bo: Member) -> None:
    text = begun_with("kick_off", circle)
    assert "Welcome to “Rust on Thursdays”! What we want to reach together: Each of us ships something small." in text
    first = prompt(circle, by=bo, kind="kick_off", text=text)
    assert prompt(circle, by=bo, kind="kick_off", text=text) == first
    with pytest.raises(ValidationError) as refused:
        prompt(circle, by=bo, kind="kick_off", text="Welcome again")
    assert at_field(refused) == ["kind"]
    assert desk(bo, circle).begun
    offered = [one.code for one in desk(bo, circle).questions]
    assert offered[:3] == ["because", "know", "need"]
    prompt(circle, by=bo, kind="question", text="What made you come?", code="because")
    assert [one.code for one in desk(bo, circle).questions][:2] == ["know", "need"]
    assert list(Post.objects.order_by("pk").values_list("text", flat=True)) == [text, "What made you come?"]


def test_once_they_have_met_other_questions_come_first(circle: Circle, bo: Member) -> None:
    with clock.at(met(circle, bo, 1)):
        shown = desk(bo, circle)
        assert (shown.held, shown.questions[0].code) == (1, "tried")


def test_towards_the_end_the_questions_for_the_end_come_first(circle: Circle, bo: Member, organiser: Member) -> None:
    """They have met as often as was planned; or the circle's programme ends within two weeks."""
    with clock.at(met(circle, bo, 2)):
        assert [one.code for one in desk(bo, circle).questions] == ["changed", "passed", "thanks", "tried"]
        ahead = {"local_date": date(2026, 12, 24), "local_time": time(10), "minutes": 60}
        plan_meeting(circle, by=bo, **ahead)
        assert desk(bo, circle).questions[0].code == "tried"
        season = set_up_programme(
            by=organiser, title="Rust for all", starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 17)
        )
        circle.programme = season
        assert desk(bo, circle).questions[0].code == "changed"
        season.ends_on = date(2026, 12, 18)
        assert desk(bo, circle).questions[0].code == "tried"


def test_the_guidelines_are_held_up_no_oftener_than_every_three_days(circle: Circle, bo: Member) -> None:
    prompt(circle, by=bo, kind="guidelines", text="Let us look at them again.")
    later = MONDAY + AGAIN
    with clock.at(later - timedelta(minutes=1)), pytest.raises(ValidationError, match="reminded of them"):
        prompt(circle, by=bo, kind="guidelines", text="Once more.")
    with clock.at(later + timedelta(minutes=1)):
        prompt(circle, by=bo, kind="guidelines", text="Once more.")
    assert Prompt.objects.count() == 2


@pytest.mark.parametrize(("kind", "text", "field"), [("shout", "Hm", "kind"), ("goal", " ", "text")])
def test_what_cannot_be_said_says_nothing(circle: Circle, bo: Member, kind: str, text: str, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        prompt(circle, by=bo, kind=kind, text=text)
    assert at_field(refused) == [field]
    assert Post.objects.count() == 0


def test_remarks_are_their_writers_alone_and_gone_at_close(
    circle: Circle, bo: Member, dana: Member, make_member: MakeMember
) -> None:
    eve = make_member("Eve")
    passes(eve)
    name_facilitator(circle, eve, by=bo, co=True)
    keep_remark(circle, by=bo, text="Ask Alice about the compiler.")
    assert remark_of(eve, circle) is None
    assert desk(bo, circle).remark == Remark.objects.get()
    keep_remark(circle, by=bo, text=" ")
    assert Remark.objects.count() == 0
    for member in (bo, eve):
        keep_remark(circle, by=member, text="For later")
    step_down(circle, by=eve)
    assert list(Remark.objects.values_list("by", flat=True)) == [bo.pk]
    close_circle(circle, by=bo)
    assert Remark.objects.count() == 0


def test_a_hidden_post_stands_at_the_desk_with_its_reason_and_a_blocked_ones_does_not(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    shouted = say(circle.thread, by=alice, text="Nonsense!")
    say(circle.thread, by=charlie, text="Let us try it.")
    hide(shouted, by=bo, reason="Not to one another.")
    latest = desk(bo, circle).posts
    assert [(one.post.by, one.readable) for one in latest] == [(charlie, True), (alice, False)]
    assert latest[1].post.hiding.reason == "Not to one another."
    block(charlie, bo)
    assert [one.post.by for one in desk(bo, circle).posts] == [alice]


def test_a_moderator_sees_what_is_referred_deals_with_it_and_says_so(
    circle: Circle, alice: Member, bo: Member, charlie: Member, moderator: Member
) -> None:
    post = say(circle.thread, by=alice, text="You would not understand it.")
    uid = uuid4()
    made = refer(circle, by=bo, why="The second time, after a word.", post=post, uid=uid)
    assert refer(circle, by=bo, why="The second time, after a word.", post=post, uid=uid) == made
    assert refer(circle, by=bo, why="Again", post=post) == made
    assert (made.said, made.about) == ("You would not understand it.", alice)
    assert desk(bo, circle).posts[0].referred
    assert list(referrals_to(moderator)) == list(referrals_seen_by(bo)) == [made]
    for member in (alice, charlie):
        assert list(referrals_seen_by(member)) == []
    with pytest.raises(PermissionDenied):
        close_referral(made, by=bo, word="Done")
    with pytest.raises(ValidationError) as refused:
        close_referral(made, by=moderator, word=" ")
    assert at_field(refused) == ["word"]
    end = close_referral(made, by=moderator, word="We have talked.")
    with pytest.raises(Settled):
        close_referral(made, by=moderator, word="Once more")
    assert (Referral.objects.get().end, end.word) == (end, "We have talked.")
    assert list(referrals_to(moderator)) == []
    assert list(referrals_seen_by(moderator)) == [made]


def test_nobody_moderates_about_themselves_nor_about_who_reports_to_them(
    circle: Circle, alice: Member, bo: Member, dana: Member, make_member: MakeMember
) -> None:
    """Dana manages Alice; both are moderators, and nobody else is."""
    for member in (dana, alice):
        grant_role(member, "moderator", by=None)
        member.__dict__.pop("roles", None)
    post = say(circle.thread, by=alice, text="You would not understand it.")
    with pytest.raises(ValidationError, match="There is no moderator who could look at this impartially"):
        refer(circle, by=bo, why="This", post=post)
    mo = make_member("Mo", roles=["moderator"])
    made = refer(circle, by=bo, why="This", post=post)
    assert [list(referrals_seen_by(one)) for one in (dana, alice, mo)] == [[], [], [made]]


def test_what_is_about_the_whole_circle_goes_to_nobody_in_it_nor_above_somebody_in_it(
    circle: Circle, alice: Member, bo: Member, dana: Member, make_member: MakeMember
) -> None:
    """Dana manages Alice, who is in it and moderates, too; Grace manages Dana; Mo has nothing to do with them."""
    grace = make_member("Grace", roles=["moderator"])
    update_profile(dana, by=None, manager=grace)
    for member in (dana, alice):
        grant_role(member, "moderator", by=None)
        member.__dict__.pop("roles", None)
    with pytest.raises(ValidationError, match="There is no moderator who could look at this impartially"):
        refer(circle, by=bo, why="The tone in all of it")
    mo = make_member("Mo", roles=["moderator"])
    whole = refer(circle, by=bo, why="The tone in all of it")
    assert [list(referrals_to(one)) for one in (alice, dana, grace, mo)] == [[], [], [], [whole]]
    update_profile(alice, by=None, manager=mo)
    assert list(referrals_seen_by(mo)) == []


def test_handing_over_names_the_other_with_a_note_for_the_two(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    passes(charlie)
    keep_remark(circle, by=bo, text="Mine")
    with pytest.raises(ValidationError, match="Charlie has not agreed to facilitate it yet"):
        hand_over(circle, charlie, by=bo)
    name_facilitator(circle, charlie, by=bo, co=True)
    made = hand_over(circle, charlie, by=bo, note="Alice likes to go second.")
    assert hand_over(circle, charlie, by=bo, note="Alice likes to go second.") == made
    assert parts(circle) == {"Charlie": "facilitator", "Bo": "member", "Alice": "member"}
    assert list(desks_seen_by(bo)) == []
    assert desk(charlie, circle).notes == [made]
    assert desk(charlie, circle).remark is None
    assert Remark.objects.count() == 0
    close_circle(circle, by=charlie)
    assert HandOver.objects.count() == 0


def test_who_manages_somebody_in_it_is_refused_with_the_reason(
    circle: Circle, alice: Member, bo: Member, dana: Member, charlie: Member
) -> None:
    """Also one step further up, and who has not passed the course; everything stays as it was."""
    passes(dana, charlie)
    reasons = {}
    for member in (dana, alice, bo):
        with pytest.raises(ValidationError) as refused:
            hand_over(circle, member, by=bo, note="Here you are.")
        reasons[member.name] = refused.value.message_dict["member"]
    assert reasons == {
        "Dana": [
            "Dana stands above Alice in the reporting line. Whoever facilitates is never the manager of somebody in "
            "the circle."
        ],
        "Alice": ["Alice has not passed the course for those who facilitate yet."],
        "Bo": ["Choose somebody else."],
    }
    update_profile(dana, by=None, manager=charlie)
    with pytest.raises(ValidationError, match="Charlie stands above Alice"):
        hand_over(circle, charlie, by=bo)
    assert (parts(circle)["Bo"], HandOver.objects.count()) == ("facilitator", 0)


def test_a_facilitator_who_leaves_the_house_leaves_no_remarks(circle: Circle, bo: Member) -> None:
    keep_remark(circle, by=bo, text="Mine")
    depart(bo, by=None)
    assert (Remark.objects.count(), list(desks_seen_by(bo)), list(posts_at(bo))) == (0, [], [])


@pytest.mark.parametrize("count", [1, 30])
def test_desks_cost_the_same_however_many_and_however_much_was_said(
    count: int,
    circle: Circle,
    alice: Member,
    bo: Member,
    make_member: MakeMember,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(min(count, 15)):
        member = make_member(f"Member {number}")
        other = start_circle(by=bo, title=f"Circle {number}", goal="More of it")
        join_circle(other, by=member)
    for number in range(count):
        with clock.at(MONDAY + timedelta(hours=number)):
            say(circle.thread, by=alice, text=f"Post {number}")
    with django_assert_num_queries(1):
        assert len(shown_desks(bo)) == min(count, 15) + 1
    with django_assert_num_queries(11):
        desk(bo, circle)
