"""Bo starts a circle; Alice and Charlie join; who is kept out, why, and what happens when somebody goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.circles.conftest import MONDAY, passes, planned

from peerloop.circles.actions import (
    accept_invitation,
    answer_asking,
    ask_to_join,
    change_circle,
    close_circle,
    decline_invitation,
    invite_to_circle,
    join_circle,
    leave_circle,
    name_facilitator,
    remove_from_circle,
    start_circle,
    step_down,
    take_asking_back,
)
from peerloop.circles.models import Asking, Circle, Invitation, Membership
from peerloop.circles.queries import (
    askings_answered_by,
    behind_the_door,
    circles_led_by,
    circles_of,
    circles_seen_by,
    counted,
    facilitators_of,
    invitations_to,
    leads_circle,
    listed,
    may_ask_from,
    may_facilitate_circle,
    members_of,
    one,
    these,
    unled,
)
from peerloop.circles.rules import MOST_RUNNING, Full, Over, TurnedDown, crossing
from peerloop.discussion.actions import say
from peerloop.discussion.queries import moderates, threads_seen_by
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import block, depart, update_profile
from peerloop.people.models import Member, Team
from peerloop.schedule.models import Participation
from peerloop.search.queries import find
from peerloop.skills.actions import merge_skills, propose_skill, take_back_merge

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember

    from peerloop.skills.models import Skill


def names(circle: Circle) -> list[str]:
    return [member.name for member in members_of(circle)]


def leading(circle: Circle) -> list[str]:
    return [member.name for member in facilitators_of(circle)]


def told(verb: str) -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb=verb).order_by("pk")]


def found(reader: Member, words: str) -> list[int]:
    return [hit.subject for hit in find(reader, words, among=["circle"]).hits]


def test_an_open_circle_is_found_and_joined(circle: Circle, alice: Member, bo: Member, charlie: Member) -> None:
    assert (names(circle), leading(circle)) == (["Bo"], ["Bo"])
    assert found(alice, "rust thursdays") == [circle.pk]
    assert [(shown.circle, shown.free, shown.people) for shown in listed(alice, "open", at_most=9)] == [(circle, 3, 1)]
    assert join_circle(circle, by=alice) == join_circle(circle, by=alice)
    join_circle(circle, by=charlie)
    assert names(circle) == ["Alice", "Bo", "Charlie"]
    assert told("circle.joined") == [[alice.pk], [charlie.pk]]
    assert (list(circles_of(alice)), list(circles_led_by(alice)), list(circles_led_by(bo))) == ([circle], [], [circle])
    say(circle.thread, by=alice, text="Where do we begin, @Bo?")
    assert (moderates(circle.thread, bo), moderates(circle.thread, alice)) == (True, False)
    leave_circle(circle, by=charlie)
    leave_circle(circle, by=charlie)
    assert (names(circle), list(threads_seen_by(charlie))) == (["Alice", "Bo"], [])


def test_the_form_sent_twice_starts_one_circle(alice: Member, bo: Member) -> None:
    said = {"title": "Rust", "goal": "Ship something small.", "uid": Circle().uid}
    assert start_circle(by=alice, **said) == start_circle(by=alice, **said)
    with pytest.raises(PermissionDenied):
        start_circle(by=bo, **said)


def test_who_has_not_passed_the_course_starts_a_circle_and_looks_for_somebody_to_facilitate_it(
    alice: Member, bo: Member
) -> None:
    made = start_circle(by=alice, title="Rust", goal="Ship something small.")
    assert (leading(made), list(unled()), leads_circle(alice, made)) == ([], [made], True)
    assert may_facilitate_circle(bo, made) == "Bo has not passed the course for those who facilitate yet."
    with pytest.raises(ValidationError) as refused:
        name_facilitator(made, bo, by=alice)
    assert refused.value.message_dict == {"member": ["Bo has not passed the course for those who facilitate yet."]}
    passes(bo)
    name_facilitator(made, bo, by=alice)
    assert (names(made), leading(made), leads_circle(alice, made)) == (["Alice", "Bo"], ["Bo"], False)


def test_nobody_facilitates_for_somebody_below_them_in_the_line(
    circle: Circle, alice: Member, bo: Member, dana: Member, make_member: MakeMember, organiser: Member
) -> None:
    """Dana manages Alice, and Grace manages Dana: neither facilitates where Alice is, at whatever step of the line."""
    grace = make_member("Grace")
    Member.objects.filter(pk=dana.pk).update(manager=grace)
    passes(dana, grace)
    join_circle(circle, by=alice)
    never = "Whoever facilitates is never the manager of somebody in the circle."
    for manager in (dana, grace):
        for by in (bo, organiser, None):
            with pytest.raises(ValidationError) as refused:
                name_facilitator(circle, manager, by=by)
            assert refused.value.message_dict == {
                "member": [f"{manager.name} stands above Alice in the reporting line. {never}"]
            }
    assert leading(circle) == ["Bo"]
    leave_circle(circle, by=alice)
    name_facilitator(circle, grace, by=bo)
    assert leading(circle) == ["Grace", "Bo"]
    with pytest.raises(ValidationError, match="Grace looks after this circle and stands above Alice"):
        join_circle(circle, by=alice)
    with pytest.raises(ValidationError, match="stands above Alice"):
        invite_to_circle(circle, [alice], by=grace)


def test_a_manager_without_the_course_looks_after_no_circle_of_their_reports(
    alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Dana manages Alice and has not passed the course: that must not be the way around it."""
    made = start_circle(by=dana, title="Rust", goal="Ship something small.")
    with pytest.raises(ValidationError, match="Dana looks after this circle and stands above Alice"):
        join_circle(made, by=alice)
    with pytest.raises(ValidationError, match="Dana looks after this circle and stands above Alice"):
        invite_to_circle(made, [alice], by=dana)
    passes(bo)
    name_facilitator(made, bo, by=dana)
    for member in (alice, charlie):
        join_circle(made, by=member)
    leave_circle(made, by=bo)
    made.refresh_from_db()
    assert [leads_circle(member, made) for member in (alice, charlie, dana)] == [True, True, False]
    with pytest.raises(PermissionDenied):
        remove_from_circle(made, charlie, by=dana)


def test_who_stands_further_above_somebody_in_it_is_told_why_they_do_not_look_after_it(
    circle: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Charlie is the manager of Alice's manager; while nobody facilitates, the others look after it."""
    update_profile(dana, by=None, manager=charlie)
    for member in (charlie, alice):
        join_circle(circle, by=member)
    leave_circle(circle, by=bo)
    for act in (lambda: planned(circle, charlie), lambda: remove_from_circle(circle, alice, by=charlie)):
        with pytest.raises(ValidationError, match="Charlie stands above Alice"):
            act()
    assert len(planned(circle, alice).sessions) == 1


def test_who_may_name_a_facilitator(circle: Circle, alice: Member, bo: Member, charlie: Member) -> None:
    passes(charlie, alice)
    join_circle(circle, by=charlie)
    for by in (alice, charlie):
        with pytest.raises(PermissionDenied):
            name_facilitator(circle, charlie, by=by)
    name_facilitator(circle, charlie, by=bo, co=True)
    name_facilitator(circle, charlie, by=bo, co=True)
    assert (leading(circle), told("circle.facilitator_named")) == (["Bo", "Charlie"], [[charlie.pk]])
    name_facilitator(circle, charlie, by=bo)
    assert leading(circle) == ["Charlie", "Bo"]
    step_down(circle, by=charlie)
    assert (leading(circle), moderates(circle.thread, charlie), names(circle)) == (["Bo"], False, ["Bo", "Charlie"])


def test_when_who_facilitates_leaves_the_company_the_one_beside_follows_or_somebody_is_looked_for(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    passes(charlie)
    join_circle(circle, by=alice)
    join_circle(circle, by=charlie)
    name_facilitator(circle, charlie, by=bo, co=True)
    depart(bo, by=None)
    assert (names(circle), leading(circle)) == (["Alice", "Charlie"], ["Charlie"])
    depart(charlie, by=None)
    assert (names(circle), leading(circle), list(unled())) == (["Alice"], [], [circle])
    assert (told("circle.unled"), leads_circle(alice, circle)) == ([[alice.pk]], True)
    depart(alice, by=None)
    assert hasattr(Circle.objects.get(pk=circle.pk), "closing")


def test_a_private_circle_is_nowhere_for_others_until_they_are_given_its_address(
    bo: Member, alice: Member, charlie: Member
) -> None:
    passes(bo)
    made = start_circle(by=bo, title="Second careers", goal="Find out what else we could do.", openness="private")
    for stranger in (alice, charlie):
        assert (
            list(circles_seen_by(stranger)) == listed(stranger, "open", at_most=9) == found(stranger, "careers") == []
        )
        assert (one(stranger, made.pk), counted(stranger), list(threads_seen_by(stranger))) == (None, 0, [])
        with pytest.raises(PermissionDenied):
            join_circle(made, by=stranger)
    assert behind_the_door(alice, made.door) == made
    asking = ask_to_join(made.door, by=alice, text="I would like that.")
    assert ask_to_join(made.door, by=alice) == asking
    assert (list(circles_seen_by(alice)), list(askings_answered_by(bo))) == ([], [asking])
    assert list(askings_answered_by(alice)) == []
    with pytest.raises(PermissionDenied):
        answer_asking(asking, by=alice, yes=True)
    answer_asking(asking, by=bo, yes=True)
    answer_asking(asking, by=bo, yes=False)
    assert (names(made), list(circles_seen_by(alice)), found(alice, "careers")) == (["Alice", "Bo"], [made], [made.pk])
    other = ask_to_join(made.door, by=charlie)
    answer_asking(other, by=bo, yes=False)
    assert (names(made), told("circle.turned_down")) == (["Alice", "Bo"], [[charlie.pk]])
    with pytest.raises(TurnedDown):
        ask_to_join(made.door, by=charlie)
    assert told("circle.asked") == [[alice.pk], [charlie.pk]]


def test_who_asked_can_take_it_back(bo: Member, alice: Member) -> None:
    passes(bo)
    made = start_circle(by=bo, title="Second careers", goal="Find out.", openness="private")
    asking = ask_to_join(made.door, by=alice)
    with pytest.raises(PermissionDenied):
        take_asking_back(asking, by=bo)
    take_asking_back(asking, by=alice)
    assert list(askings_answered_by(bo)) == []
    with pytest.raises(ValidationError, match="taken back"):
        answer_asking(asking, by=bo, yes=True)


def test_who_took_it_back_asks_again_a_week_later_at_that_door(bo: Member, alice: Member, charlie: Member) -> None:
    """So Bo hears of each of them once a week at most, however often they click."""
    passes(bo)
    made, other = (
        start_circle(by=bo, title=title, goal="Find out.", openness="private") for title in ("Careers", "Chances")
    )
    take_asking_back(ask_to_join(made.door, by=alice), by=alice)
    with pytest.raises(ValidationError, match="You can ask again a week after that"):
        ask_to_join(made.door, by=alice)
    ask_to_join(other.door, by=alice)
    ask_to_join(made.door, by=charlie)
    assert [may_ask_from(who, made) for who in (alice, charlie)] == [MONDAY + timedelta(days=7), None]
    with clock.at(MONDAY + timedelta(days=7)):
        assert may_ask_from(alice, made) is None
        ask_to_join(made.door, by=alice)
    assert [asking.member for asking in askings_answered_by(bo) if asking.circle == made] == [charlie, alice]


def test_a_hidden_circle_has_no_door_and_takes_who_is_invited(
    hidden: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    with pytest.raises(PermissionDenied):
        ask_to_join(hidden.door, by=alice)
    assert invite_to_circle(hidden, [alice, charlie, bo], by=bo) == [alice, charlie]
    assert invite_to_circle(hidden, [alice], by=bo) == []
    assert [asked.circle for asked in invitations_to(alice)] == list(circles_seen_by(alice)) == [hidden]
    assert (list(threads_seen_by(alice)), list(circles_of(alice))) == ([], [])
    with pytest.raises(PermissionDenied):
        join_circle(hidden, by=alice)
    accept_invitation(hidden, by=alice)
    accept_invitation(hidden, by=alice)
    decline_invitation(hidden, by=charlie)
    assert (names(hidden), list(circles_seen_by(charlie))) == (["Alice", "Bo"], [])
    with pytest.raises(PermissionDenied):
        accept_invitation(hidden, by=charlie)
    with pytest.raises(PermissionDenied):
        invite_to_circle(hidden, [charlie], by=alice)


def test_the_last_place_and_who_is_taken_out(circle: Circle, bo: Member, make_member: MakeMember) -> None:
    crowd = [make_member(f"Member {number}") for number in range(4)]
    for member in crowd[:3]:
        join_circle(circle, by=member)
    with pytest.raises(Full):
        join_circle(circle, by=crowd[3])
    with pytest.raises(Full):
        invite_to_circle(circle, crowd[3:], by=bo)
    for by, whom in ((crowd[0], crowd[1]), (bo, bo)):
        with pytest.raises(PermissionDenied):
            remove_from_circle(circle, whom, by=by)
    remove_from_circle(circle, crowd[0], by=bo)
    assert told("circle.removed") == [[crowd[0].pk]]
    with pytest.raises(ValidationError, match="They can still invite you"):
        join_circle(circle, by=crowd[0])
    join_circle(circle, by=crowd[3])
    assert names(circle) == ["Bo", "Member 1", "Member 2", "Member 3"]


def test_an_invitation_keeps_its_place_for_two_weeks(
    circle: Circle, bo: Member, alice: Member, make_member: MakeMember
) -> None:
    asked = [make_member(f"Member {number}") for number in range(3)]
    invite_to_circle(circle, asked, by=bo)
    assert [shown.free for shown in listed(alice, "open", at_most=9)] == [0]
    with pytest.raises(Full):
        join_circle(circle, by=alice)
    accept_invitation(circle, by=asked[0])
    with clock.at(MONDAY + timedelta(days=15)):
        assert [shown.free for shown in listed(alice, "open", at_most=9)] == [2]
        join_circle(circle, by=alice)
        accept_invitation(circle, by=asked[1])
        with pytest.raises(Full):
            accept_invitation(circle, by=asked[2])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " ! "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"goal": " "}, "goal"),
        ({"goal": "x" * 501}, "goal"),
        ({"most": 1}, "most"),
        ({"most": 31}, "most"),
        ({"openness": "ajar"}, "openness"),
        ({"format": "shouting"}, "format"),
    ],
)
def test_what_makes_no_circle_says_why_at_its_field(alice: Member, said: dict[str, object], field: str) -> None:
    """Also a circle of one."""
    with pytest.raises(ValidationError) as refused:
        start_circle(by=alice, **{"title": "Rust", "goal": "Ship something."} | said)
    assert list(refused.value.message_dict) == [field]
    assert list(Circle.objects.all()) == []


def test_enough_is_enough(alice: Member) -> None:
    for number in range(MOST_RUNNING):
        start_circle(by=alice, title=f"Circle {number}", goal="Too many.")
    with pytest.raises(ValidationError, match="Close one of them first"):
        start_circle(by=alice, title="One more", goal="Too many.")


def test_one_that_is_closed_to_others_from_now_on_is_found_by_nobody(
    circle: Circle, bo: Member, alice: Member, charlie: Member, rust: Skill
) -> None:
    join_circle(circle, by=alice)
    said = {"title": "Rust, quietly", "goal": "Each of us ships something.", "skill": rust}
    with pytest.raises(PermissionDenied):
        change_circle(circle, by=alice, openness="hidden", most=4, **said)
    change_circle(circle, by=bo, openness="hidden", most=4, **said)
    assert (found(charlie, "rust quietly"), found(alice, "rust quietly")) == ([], [circle.pk])
    for number in range(3):
        invite = Member.objects.create(name=f"Member {number}", email=f"m{number}@example.org")
        invite_to_circle(circle, [invite], by=bo)
        accept_invitation(circle, by=invite)
    with pytest.raises(ValidationError) as refused:
        change_circle(circle, by=bo, openness="hidden", most=2, **said)
    assert refused.value.message_dict == {"most": ["There are 4 in it already."]}


@pytest.mark.parametrize("wider", ["private", "open"])
def test_a_hidden_circle_stays_so_for_those_who_came_into_it(
    hidden: Circle, wider: str, alice: Member, bo: Member
) -> None:
    """Who looks after it does not let others find what Alice came into unseen."""
    said = {"title": hidden.title, "goal": hidden.goal, "most": 8, "skill": hidden.skill}
    invite_to_circle(hidden, [alice], by=bo)
    accept_invitation(hidden, by=alice)
    with pytest.raises(ValidationError) as refused:
        change_circle(hidden, by=bo, openness=wider, **said)
    assert list(refused.value.message_dict) == ["openness"]
    leave_circle(hidden, by=alice)
    assert change_circle(hidden, by=bo, openness=wider, **said).openness == wider


def test_a_closed_circle_is_history_for_those_in_it_and_nothing_for_others(
    circle: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    join_circle(circle, by=alice)
    post = say(circle.thread, by=alice, text="It was good.")
    meeting = planned(circle, bo).sessions[0]
    invite_to_circle(circle, [dana], by=bo)
    with pytest.raises(PermissionDenied):
        close_circle(circle, by=alice)
    assert close_circle(circle, by=bo, text="We shipped.") == close_circle(circle, by=bo)
    assert (list(circles_seen_by(charlie)), found(alice, "rust thursdays"), list(invitations_to(dana))) == ([], [], [])
    assert [shown.circle for shown in listed(alice, "past", at_most=9)] == list(circles_seen_by(alice)) == [circle]
    assert listed(alice, "mine", at_most=9) == list(circles_of(alice)) == []
    meeting.refresh_from_db()
    assert (hasattr(meeting, "cancellation"), post.thread in threads_seen_by(alice)) == (True, True)
    for act in (join_circle, leave_circle):
        with pytest.raises(Over):
            act(circle, by=alice)
    with pytest.raises(ValidationError, match="closed"):
        say(circle.thread, by=alice, text="Too late")


def test_a_block_hides_the_circle_that_the_other_facilitates(circle: Circle, alice: Member, bo: Member) -> None:
    block(alice, bo)
    assert list(circles_seen_by(alice)) == found(alice, "rust thursdays") == []
    with pytest.raises(PermissionDenied):
        join_circle(circle, by=alice)


def test_a_block_hides_the_circle_that_the_other_began_while_nobody_facilitates(alice: Member, bo: Member) -> None:
    circle = start_circle(by=bo, title="Rust", goal="Read the book")
    assert list(circles_seen_by(alice)) == [circle]
    block(bo, alice)
    assert list(circles_seen_by(alice)) == []


def test_who_is_kept_apart_by_a_block_does_not_see_the_other_in_the_same_circle(
    circle: Circle, alice: Member, charlie: Member
) -> None:
    for member in (alice, charlie):
        join_circle(circle, by=member)
    block(alice, charlie)
    shown = one(alice, circle.pk)
    assert ([row.member.name for row in shown.memberships], shown.people) == (["Bo", "Alice"], 3)


def test_a_manager_does_not_see_from_outside_who_comes_to_an_open_circle(
    circle: Circle, alice: Member, charlie: Member, dana: Member
) -> None:
    """Dana manages Alice: that a circle is open says what it is about, not who is in it."""
    for member in (alice, charlie):
        join_circle(circle, by=member)
    update_profile(alice, by=None, manager=dana)
    shown = one(dana, circle.pk)
    assert ([row.member.name for row in shown.memberships], shown.people) == (["Bo"], 3)
    within = one(charlie, circle.pk)
    assert [row.member.name for row in within.memberships] == ["Bo", "Alice", "Charlie"]


def test_who_leaves_the_company_is_in_no_circle_and_in_nobodys_way(
    circle: Circle, hidden: Circle, alice: Member, bo: Member
) -> None:
    join_circle(circle, by=alice)
    invite_to_circle(hidden, [alice], by=bo)
    depart(alice, by=None)
    assert (names(circle), Invitation.objects.count(), Membership.objects.filter(member=alice).count()) == (
        ["Bo"],
        0,
        0,
    )
    with pytest.raises(PermissionDenied):
        start_circle(by=Member.objects.get(pk=alice.pk), title="Rust", goal="Ship.")


def test_the_circle_follows_its_skill_into_another_and_back(circle: Circle, alice: Member, rust: Skill) -> None:
    ferrous = propose_skill("Ferrous", by=alice)
    merge = merge_skills(rust, ferrous, by=None)
    circle.refresh_from_db()
    assert circle.skill == ferrous
    take_back_merge(merge, by=None)
    circle.refresh_from_db()
    assert circle.skill_id == rust.pk


def test_circles_of_other_teams_come_first_and_the_share_of_ties_across_is_told(
    alice: Member, bo: Member, make_member: MakeMember
) -> None:
    red, blue = (Team.objects.create(name=name, key=name) for name in ("red", "blue"))
    passes(bo)
    for member, team in ((alice, red), (bo, red)):
        Member.objects.filter(pk=member.pk).update(team=team)
    other = make_member("Ona", team=blue)
    passes(other)
    theirs = start_circle(by=other, title="From elsewhere", goal="See the other side.")
    start_circle(by=bo, title="From next door", goal="See the same side.")
    for number in range(2):
        join_circle(theirs, by=make_member(f"Member {number}", team=blue if number else red))
    alice.refresh_from_db()
    shown = listed(alice, "open", at_most=9)
    assert [each.circle.title for each in shown] == ["From next door", "From elsewhere"]  # one of red is in each
    leave_circle(theirs, by=Member.objects.get(name="Member 0"))
    shown = listed(alice, "open", at_most=9)
    assert [(each.circle.title, each.share) for each in shown] == [("From elsewhere", 0), ("From next door", 0)]
    assert [crossing(teams) for teams in ([1, 1, 2], [1, 2, 3], [None, None], [1])] == [(2, 3), (3, 3), (1, 1), (0, 0)]


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_costs_the_same_however_many_there_are(
    count: int, alice: Member, make_member: MakeMember, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [start_circle(by=make_member(f"Member {at}"), title=f"Circle {at}", goal="Learn.") for at in range(count)]
    for circle in made:
        join_circle(circle, by=alice)
    with django_assert_num_queries(3):
        assert len(listed(alice, "mine", at_most=50)) == count
    with django_assert_num_queries(3):
        assert len(these(alice, [circle.pk for circle in made])) == count


def test_somebody_who_joins_comes_to_the_meetings_and_who_leaves_does_not(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    join_circle(circle, by=alice)
    meeting = planned(circle, bo).sessions[0]
    join_circle(circle, by=charlie)
    there = Participation.objects.filter(session=meeting).order_by("pk").values_list("member__name", "part")
    assert list(there) == [("Bo", "teacher"), ("Alice", "peer"), ("Charlie", "peer")]
    leave_circle(circle, by=alice)
    assert [name for name, _part in there.all()] == ["Bo", "Charlie"]
    assert meeting.starts_at == MONDAY + timedelta(days=3, hours=2)
    assert Asking.objects.count() == 0
