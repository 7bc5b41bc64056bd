"""Who says nothing visible for two meetings is told first, may refuse that it is told, and it is gone at close."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.facilitation.conftest import MONDAY, met, passes

from peerloop.circles.actions import (
    close_circle,
    do_task,
    join_circle,
    leave_circle,
    name_facilitator,
    note_progress,
    set_goal,
    set_task,
)
from peerloop.circles.models import Circle
from peerloop.discussion.actions import hide, say
from peerloop.facilitation.actions import answer_quiet, notice_quiet
from peerloop.facilitation.models import Quiet
from peerloop.facilitation.queries import quiet_of, quiets_told_to, silences
from peerloop.facilitation.rules import FIRST
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.notices.kinds import KINDS
from peerloop.people.actions import add_absence, depart, update_profile
from peerloop.people.models import Member

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember


def quiet(circle: Circle) -> list[str]:
    """Who would be told."""
    return sorted(Member.objects.get(pk=one.member).name for one in silences())


def told_to(reader: Member, circle: Circle) -> list[tuple[str, str]]:
    return [(one.member.name, one.word) for one in quiets_told_to(reader, circle)]


def test_after_two_meetings_without_a_word_and_not_before(circle: Circle, alice: Member, bo: Member) -> None:
    over = met(circle, bo, 3)
    with clock.at(MONDAY + timedelta(days=4)):
        assert quiet(circle) == []
        say(circle.thread, by=alice, text="It went well.")
    with clock.at(MONDAY + timedelta(days=11)):
        assert quiet(circle) == ["Charlie"]
    with clock.at(over):
        assert quiet(circle) == ["Alice", "Charlie"]


def test_the_member_is_told_first_and_only_them(
    circle: Circle, alice: Member, bo: Member, charlie: Member, dana: Member, organiser: Member
) -> None:
    over = met(circle, bo, 2)
    with clock.at(over):
        say(circle.thread, by=charlie, text="Here.")
        assert (notice_quiet(), notice_quiet()) == (1, 0)
        told = Entry.objects.filter(verb="facilitation.quiet_noticed")
        assert [entry.about for entry in told] == [[alice.pk]]
        assert [one.circle for one in quiet_of(alice)] == [circle]
        for reader in (bo, charlie, dana, organiser):
            assert told_to(reader, circle) == []


def test_silence_to_the_question_is_told_after_a_week_to_who_facilitates_alone(
    circle: Circle, alice: Member, bo: Member, charlie: Member, dana: Member, organiser: Member, moderator: Member
) -> None:
    over = met(circle, bo, 2)
    with clock.at(over):
        say(circle.thread, by=charlie, text="Here.")
        notice_quiet()
    with clock.at(over + FIRST - timedelta(minutes=1)):
        assert told_to(bo, circle) == []
    with clock.at(over + FIRST):
        assert told_to(bo, circle) == [("Alice", "")]
        for reader in (charlie, dana, organiser, moderator):
            assert told_to(reader, circle) == []


def test_they_may_refuse_for_good_or_say_a_word(circle: Circle, alice: Member, bo: Member, charlie: Member) -> None:
    over = met(circle, bo, 2)
    with clock.at(over):
        assert notice_quiet() == 2
        mine, other = Quiet.objects.get(member=alice), Quiet.objects.get(member=charlie)
        with pytest.raises(PermissionDenied):
            answer_quiet(mine, by=charlie, tell=True)
        with pytest.raises(ValidationError):
            answer_quiet(other, by=charlie, tell=True, word="x" * 501)
        answer_quiet(other, by=charlie, tell=True, word="I listen; all is well.")
        answer_quiet(mine, by=alice, tell=False, word="nothing of this is kept")
        assert told_to(bo, circle) == [("Charlie", "I listen; all is well.")]
        assert Quiet.objects.get(member=alice).word == ""
    with clock.at(over + timedelta(days=60)):
        assert told_to(bo, circle) == [("Charlie", "I listen; all is well.")]
        assert notice_quiet() == 0
        say(circle.thread, by=alice, text="Now I have something.")
        assert Quiet.objects.get(member=alice).answer == "no"
        answer_quiet(mine, by=alice, tell=True)
        assert told_to(bo, circle) == [("Alice", ""), ("Charlie", "I listen; all is well.")]


def test_who_speaks_is_quiet_no_longer(circle: Circle, alice: Member, bo: Member, charlie: Member) -> None:
    over = met(circle, bo, 2)
    with clock.at(over):
        notice_quiet()
    with clock.at(over + FIRST):
        say(circle.thread, by=alice, text="Here I am.")
        assert told_to(bo, circle) == [("Charlie", "")]


def test_what_was_hidden_is_not_visible_and_a_task_done_is(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    over = met(circle, bo, 2)
    with clock.at(over):
        hide(say(circle.thread, by=alice, text="Nonsense"), by=bo, reason="Not to one another.")
        do_task(set_task(circle, by=bo, text="Try a box"), by=charlie, text="It works.")
        assert quiet(circle) == ["Alice"]


def test_who_does_something_that_the_others_see_is_quiet_no_longer(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    over = met(circle, bo, 2)
    with clock.at(over):
        goal, task = set_goal(circle, by=bo, text="A tool"), set_task(circle, by=bo, text="Try a box")
        assert notice_quiet() == 2
        do_task(task, by=charlie, text="It works.")
        assert list(Quiet.objects.values_list("member__name", flat=True)) == ["Alice"]
        note_progress(goal, by=alice, share=20)
    with clock.at(over + FIRST):
        assert told_to(bo, circle) == []


def test_the_member_is_told_first_however_many_gentle_words_their_week_has_had() -> None:
    """Who facilitates learns it after a week, so the word does not wait for room among two a week."""
    assert not KINDS["quiet_noticed"].nudge


def test_who_facilitates_came_later_or_is_away_is_not_told(
    circle: Circle, alice: Member, bo: Member, charlie: Member, make_member: MakeMember
) -> None:
    over = met(circle, bo, 2)
    passes(charlie)
    name_facilitator(circle, charlie, by=bo, co=True)
    with clock.at(over):
        join_circle(circle, by=make_member("Late"))
    add_absence(alice, starts_on=over.date(), ends_on=over.date())
    with clock.at(over):
        assert quiet(circle) == []
    with clock.at(over + timedelta(days=1)):
        assert quiet(circle) == ["Alice"]


def test_it_is_gone_when_the_circle_closes_or_the_member_goes(
    circle: Circle, alice: Member, bo: Member, charlie: Member, make_member: MakeMember
) -> None:
    eve = make_member("Eve")
    join_circle(circle, by=eve)
    over = met(circle, bo, 2)
    with clock.at(over):
        assert notice_quiet() == 3
        answer_quiet(Quiet.objects.get(member=eve), by=eve, tell=False)
        leave_circle(circle, by=alice)
        depart(charlie, by=None)
        assert list(Quiet.objects.values_list("member__name", flat=True)) == ["Eve"]
        close_circle(circle, by=bo)
        assert (Quiet.objects.count(), silences()) == (0, [])


def test_who_has_become_their_manager_learns_nothing(circle: Circle, alice: Member, bo: Member) -> None:
    over = met(circle, bo, 2)
    with clock.at(over):
        notice_quiet()
        update_profile(alice, by=None, manager=bo)
    with clock.at(over + FIRST):
        assert told_to(bo, circle) == [("Charlie", "")]


@pytest.mark.parametrize("count", [1, 20])
def test_looking_costs_the_same_however_many_are_in_it(
    count: int, circle: Circle, bo: Member, make_member: MakeMember, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Circle.objects.update(most=30)
    circle.refresh_from_db()
    for number in range(count):
        join_circle(circle, by=make_member(f"Member {number}"))
    over = met(circle, bo, 2)
    with clock.at(over), django_assert_num_queries(8):
        assert len(silences()) == count + 2
