"""What a circle does: it meets, sets itself goals, tries things between meetings, and closes in its members' words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.circles.conftest import planned

from peerloop.calendars.models import Busy
from peerloop.circles.actions import (
    close_circle,
    do_task,
    drop_goal,
    drop_task,
    join_circle,
    leave_circle,
    note_progress,
    publish_report,
    say_word,
    set_goal,
    set_task,
    take_word_back,
)
from peerloop.circles.models import Circle, Goal, Meeting, Report, TaskDone
from peerloop.circles.queries import (
    closing_report,
    goals_of,
    goals_seen_by,
    inside,
    meetings_of,
    reports_seen_by,
    tasks_of,
    tasks_seen_by,
)
from peerloop.circles.rules import Over
from peerloop.discussion.actions import say
from peerloop.files.actions import store_file
from peerloop.files.queries import files_seen_by
from peerloop.formats.shipped import SHIPPED
from peerloop.kit import clock
from peerloop.live.models import Agenda, AgendaRole
from peerloop.loops.actions import begin_loop, say_gain
from peerloop.loops.models import Loop
from peerloop.people.actions import block, depart, update_profile
from peerloop.schedule.models import Invitation, Participation, Session
from peerloop.schedule.queries import sessions_seen_by
from peerloop.schedule.rules import Clash

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

THURSDAY_TEN = datetime(2026, 11, 26, 10, tzinfo=UTC)


@pytest.fixture
def full(circle: Circle, alice: Member, charlie: Member) -> Circle:
    """Bo facilitates, Alice and Charlie are in it."""
    for member in (alice, charlie):
        join_circle(circle, by=member)
    return circle


def test_the_next_meetings_are_sessions_to_which_everybody_comes_who_can(
    full: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    Busy.objects.create(member=charlie, starts_at=THURSDAY_TEN, ends_at=THURSDAY_TEN + timedelta(hours=1))
    made = planned(full, bo, times=3, weeks=2, place="Room 4")
    assert [one.starts_at for one in made.sessions] == [THURSDAY_TEN + timedelta(weeks=n) for n in (0, 2, 4)]
    assert (made.busy, made.refused) == ([charlie], [])
    first, second, _third = made.sessions
    assert {one.member.name for one in first.participations.all()} == {"Alice", "Bo"}
    assert {one.member.name for one in second.participations.all()} == {"Alice", "Bo", "Charlie"}
    assert Invitation.objects.get(session=first, member=charlie).answer == ""
    assert (first.kind, first.audience, first.title) == ("circle", "invited", "Rust on Thursdays")
    assert not sessions_seen_by(dana).filter(pk=first.pk).exists()


def test_a_meeting_is_laid_out_after_the_format_and_its_roles_go_round(
    full: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    Circle.objects.filter(pk=full.pk).update(format="reciprocal", most=6)
    sessions = planned(full, bo, times=2).sessions
    agendas = [Agenda.objects.get(session=session) for session in sessions]
    assert {agenda.format for agenda in agendas} == {"reciprocal"}
    dealt = [
        list(AgendaRole.objects.filter(agenda=agenda).exclude(member=None).values_list("code", "member__name"))
        for agenda in agendas
    ]
    assert all(dealt)
    assert dealt[0] != dealt[1]


def test_who_comes_into_the_circle_later_has_their_turns_in_the_meetings_ahead(
    full: Circle, alice: Member, bo: Member, charlie: Member, dana: Member, make_member: MakeMember
) -> None:
    """Planned while two are in it, who have two of the four roles each."""
    Circle.objects.filter(pk=full.pk).update(format="reciprocal", most=6)
    sessions = planned(full, bo, times=8).sessions
    eve = make_member("Eve")
    for member in (dana, eve):
        join_circle(full, by=member)
    had = AgendaRole.objects.filter(agenda__session__in=sessions, who="one")
    each = [(role.code, one.pk) for role in SHIPPED["reciprocal"].roles for one in (alice, charlie, dana, eve)]
    assert sorted(had.values_list("code", "member")) == sorted(each * 2)


def test_the_form_sent_twice_plans_once_and_a_clash_of_who_leads_is_said(
    full: Circle, alice: Member, bo: Member
) -> None:
    uid = Circle().uid
    assert planned(full, bo, uid=uid).sessions == planned(full, bo, uid=uid).sessions
    with pytest.raises(Clash):
        planned(full, bo)
    made = planned(full, bo, times=2)
    assert ([one.starts_at.date() for one in made.sessions], [day for day, _why in made.refused]) == (
        [date(2026, 12, 3)], [date(2026, 11, 26)],
    )  # fmt: skip
    assert Meeting.objects.count() == 2
    with pytest.raises(PermissionDenied):
        planned(full, alice)


def test_whose_weekly_hours_it_would_overrun_is_not_asked_unless_one_says_so(
    full: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Alice has half an hour a week; whoever comes into the circle later is invited, and says yes for themselves."""
    for member in (alice, dana):
        update_profile(member, by=member, weekly_hours=Decimal("0.5"))
    made = planned(full, bo, times=2)
    assert (made.full, made.busy, len(made.sessions)) == ([alice], [], 2)
    asked = Invitation.objects.filter(session__in=made.sessions)
    assert set(asked.values_list("member__name", flat=True)) == {"Charlie"}
    later = planned(full, bo, local_date=date(2026, 12, 17), anyway=True)
    assert later.full == []
    assert {one.member for one in later.sessions[0].participations.all()} == {alice, bo, charlie}
    Circle.objects.filter(pk=full.pk).update(most=6)
    dana.refresh_from_db()
    join_circle(full, by=dana)
    assert [one.answer for one in Invitation.objects.filter(member=dana)] == ["", "", ""]
    assert not Participation.objects.filter(member=dana).exists()


def test_one_alone_plans_no_meeting(circle: Circle, bo: Member) -> None:
    with pytest.raises(ValidationError, match="You are alone in this circle"):
        planned(circle, bo)
    assert Session.objects.count() == 0


@pytest.mark.parametrize("day", [date(9999, 12, 1), date(9999, 12, 31)])
def test_meetings_beyond_a_year_are_refused_by_their_day(full: Circle, bo: Member, day: date) -> None:
    with pytest.raises(ValidationError) as refused:
        planned(full, bo, local_date=day, times=12)
    assert refused.value.message_dict == {"local_date": ["Please choose a day within the next year."]}
    assert Session.objects.count() == 0


def test_when_who_leads_a_meeting_leaves_the_company_it_is_cancelled(full: Circle, bo: Member, alice: Member) -> None:
    planned(full, bo)
    depart(bo, by=None)
    assert meetings_of(full) == []


def test_goals_and_how_far_they_are(full: Circle, alice: Member, bo: Member, charlie: Member, dana: Member) -> None:
    uid = Goal().uid
    goal = set_goal(full, by=alice, text="A first command-line tool", uid=uid)
    assert set_goal(full, by=alice, text="A first command-line tool", uid=uid) == goal
    note_progress(goal, by=charlie, share=40, text="It compiles.")
    note_progress(goal, by=charlie, share=40, text="It compiles.")
    note_progress(goal, by=bo, share=100)
    assert [(aim.goal, aim.share, [note.text for note in aim.notes]) for aim in goals_of(full)] == [
        (goal, 100, ["", "It compiles."])
    ]
    for wrong in (-1, 101):
        with pytest.raises(ValidationError) as refused:
            note_progress(goal, by=alice, share=wrong)
        assert list(refused.value.message_dict) == ["share"]
    with pytest.raises(PermissionDenied):
        note_progress(goal, by=dana, share=50)
    assert (list(goals_seen_by(dana)), list(goals_seen_by(alice))) == ([], [goal])
    with pytest.raises(PermissionDenied):
        drop_goal(goal, by=charlie)
    drop_goal(goal, by=alice)
    assert goals_of(full) == []


def test_a_task_done_begins_a_loop_and_the_next_one_is_the_loops_applying(
    full: Circle, alice: Member, bo: Member, charlie: Member, dana: Member, rust: Skill
) -> None:
    with pytest.raises(PermissionDenied):
        set_task(full, by=alice, text="Read one chapter")
    with pytest.raises(ValidationError) as refused:
        set_task(full, by=bo, text="Read one chapter", due_on=date(2026, 11, 22))
    assert list(refused.value.message_dict) == ["due_on"]
    task = set_task(full, by=bo, text="Read one chapter", due_on=date(2026, 11, 30))
    done = do_task(task, by=alice, text="Ownership is about who cleans up.")
    assert do_task(task, by=alice, text="Ownership is about who cleans up.") == done
    loop = Loop.objects.get(learner=alice)
    assert (done.loop, loop.skill, hasattr(loop, "application")) == (loop, rust, False)
    say_gain(loop, by=alice, gain="Borrowing", intention="In my tool", by_when=date(2026, 12, 4))
    second = set_task(full, by=bo, text="Borrow something")
    do_task(second, by=alice, text="It compiled at the third try.")
    loop = Loop.objects.select_related("application").get(learner=alice)
    assert loop.application.text == "It compiled at the third try."
    do_task(second, by=charlie, into_loop=False)
    assert not Loop.objects.filter(learner=charlie).exists()
    shown = tasks_of(full, charlie)
    assert [(one.task, one.count, one.mine is not None) for one in shown] == [(second, 2, True), (task, 1, False)]
    with pytest.raises(PermissionDenied):
        do_task(task, by=dana)
    assert list(tasks_seen_by(dana)) == []
    drop_task(task, by=bo)
    assert TaskDone.objects.count() == 2
    with pytest.raises(PermissionDenied):
        do_task(task, by=charlie)


def test_a_loop_that_waits_for_its_applying_takes_the_tasks_words(
    full: Circle, charlie: Member, bo: Member, rust: Skill
) -> None:
    loop = begin_loop(by=charlie, skill=rust)
    say_gain(loop, by=charlie, gain="Borrowing", intention="In my tool", by_when=date(2026, 12, 4))
    done = do_task(set_task(full, by=bo, text="Borrow something"), by=charlie, text="Done.")
    assert (done.loop, Loop.objects.filter(learner=charlie).count()) == (loop, 1)


def test_files_brought_to_the_thread_are_for_those_in_the_circle_while_they_are(
    full: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    file = store_file(BytesIO(b"fn main() {}"), name="main.rs", by=alice)
    say(full.thread, by=alice, text="Look", files=[file])
    assert [file in files_seen_by(member) for member in (bo, charlie, dana)] == [True, True, False]
    leave_circle(full, by=charlie)
    assert file not in files_seen_by(charlie)
    join_circle(full, by=charlie)
    assert file in files_seen_by(charlie)


def test_the_closing_report_has_each_members_words_as_far_as_they_consent(
    full: Circle, alice: Member, bo: Member, charlie: Member, dana: Member, make_member: MakeMember
) -> None:
    set_goal(full, by=bo, text="A tool")
    do_task(set_task(full, by=bo, text="Try it"), by=alice, into_loop=False)
    with pytest.raises(ValidationError, match="still running"):
        say_word(full, by=alice, text="Too early", consent="named")
    with pytest.raises(ValidationError, match="Close the circle first"):
        publish_report(full, by=bo)
    close_circle(full, by=bo, text="We shipped three tools.")
    say_word(full, by=alice, text="I ship now.", consent="named")
    say_word(full, by=charlie, text="I dare to ask.", consent="unnamed")
    say_word(full, by=bo, text="I talked too much.", consent="circle")
    with pytest.raises(PermissionDenied):
        say_word(full, by=dana, text="I watched.", consent="named")
    with pytest.raises(ValidationError) as refused:
        say_word(full, by=alice, text="x", consent="everybody")
    assert list(refused.value.message_dict) == ["consent"]
    assert list(reports_seen_by(dana)) == []
    with pytest.raises(PermissionDenied):
        publish_report(full, by=alice)
    report = publish_report(full, by=bo)
    assert publish_report(full, by=bo) == report
    assert list(reports_seen_by(dana)) == [report]
    outside, within = closing_report(full, dana), closing_report(full, alice)
    assert outside.words == [("I dare to ask.", ""), ("I ship now.", "Alice")]
    assert within.words == [("I dare to ask.", ""), ("I ship now.", "Alice"), ("I talked too much.", "Bo")]
    assert (outside.people, outside.tasks, outside.applied, len(outside.goals)) == (3, 1, 1, 1)
    say_word(full, by=alice, text="I ship now.", consent="circle")
    take_word_back(full, by=charlie)
    assert closing_report(full, dana).words == []
    depart(alice, by=None)
    assert [text for text, _name in closing_report(full, charlie).words] == ["I ship now.", "I talked too much."]


def test_a_word_without_a_name_does_not_go_with_a_block(
    full: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    """Or Alice would block one after another and see whose it is."""
    close_circle(full, by=bo)
    say_word(full, by=charlie, text="I dare to ask.", consent="unnamed")
    say_word(full, by=bo, text="I talked too much.", consent="named")
    before = closing_report(full, alice).words
    block(alice, charlie)
    assert closing_report(full, alice).words == before
    block(alice, bo)
    assert closing_report(full, alice).words == [("I dare to ask.", "")]


def test_the_report_of_a_hidden_circle_is_for_those_who_were_in_it(hidden: Circle, bo: Member, alice: Member) -> None:
    close_circle(hidden, by=bo)
    publish_report(hidden, by=bo)
    assert (list(reports_seen_by(alice)), list(reports_seen_by(bo))) == ([], list(Report.objects.all()))


def test_nothing_more_is_done_in_a_closed_circle(full: Circle, bo: Member, alice: Member) -> None:
    goal, task = set_goal(full, by=bo, text="A tool"), set_task(full, by=bo, text="Try it")
    close_circle(full, by=bo)
    acts = (
        lambda: set_goal(full, by=alice, text="More"),
        lambda: note_progress(goal, by=alice, share=10),
        lambda: set_task(full, by=bo, text="More"),
        lambda: do_task(task, by=alice),
        lambda: planned(full, bo),
    )
    for act in acts:
        with pytest.raises(Over):
            act()


@pytest.mark.parametrize("count", [1, 30])
def test_what_goes_on_in_it_costs_the_same_however_much_that_is(
    count: int, circle: Circle, bo: Member, alice: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    join_circle(circle, by=alice)
    for number in range(count):
        with clock.at(clock.now() + timedelta(minutes=number)):
            do_task(set_task(circle, by=bo, text=f"Task {number}"), by=alice, into_loop=False)
            if number < 20:
                note_progress(set_goal(circle, by=bo, text=f"Goal {number}"), by=alice, share=5)
    with django_assert_num_queries(6):
        inside(circle, alice)
