from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.onboarding.actions import add_task, change_task, look_for_buddy, part, remove_task, say_yes, tick
from peerloop.onboarding.models import WEEKS, Buddy, Task
from peerloop.onboarding.plan import TASKS, TITLES
from peerloop.onboarding.queries import plans_seen_by, tasks_of, tasks_seen_by
from peerloop.onboarding.rules import LINE_LENGTH, MOST_TASKS

if TYPE_CHECKING:
    from peerloop.people.models import Member


@pytest.fixture
def agreed(alice: Member, bo: Member, charlie: Member) -> Buddy:
    look_for_buddy(alice, by=None)
    buddy = Buddy.objects.get()
    for member in (alice, bo):
        say_yes(buddy, by=member)
    return Buddy.objects.select_related("welcome").get()


def test_every_week_has_a_name_things_to_do_and_a_question() -> None:
    assert list(TITLES) == list(TASKS) == list(range(1, WEEKS + 1))
    for week, texts in TASKS.items():
        assert len(texts) >= 3, week
        assert all(len(str(text)) <= LINE_LENGTH for text in texts)


def test_the_two_change_the_plan_and_tick_it_off(agreed: Buddy, alice: Member, bo: Member) -> None:
    task = add_task(agreed.welcome, week=2, text="  Visit the \n workshop ", by=bo)
    assert task.text == "Visit the workshop"
    change_task(task, text="Visit the workshop in Porto", by=alice)
    tick(task, done=True, by=alice)
    tick(task, done=True, by=bo)
    assert [one.tick.by for one in tasks_of(agreed) if hasattr(one, "tick")] == [alice]
    tick(task, done=False, by=bo)
    tick(task, done=False, by=bo)
    assert [one for one in tasks_of(agreed) if hasattr(one, "tick")] == []
    remove_task(task, by=alice)
    assert Task.objects.filter(text__contains="Porto").count() == 0


def test_nobody_else_sees_or_changes_it(agreed: Buddy, charlie: Member, dana: Member) -> None:
    task = tasks_of(agreed)[0]
    for stranger in (charlie, dana):
        assert list(plans_seen_by(stranger)) == list(tasks_seen_by(stranger)) == []
        for act in (
            lambda who: add_task(agreed.welcome, week=1, text="x", by=who),
            lambda who: change_task(task, text="x", by=who),
            lambda who: tick(task, done=True, by=who),
            lambda who: remove_task(task, by=who),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)


def test_what_is_wrong_is_said_by_its_field(agreed: Buddy, alice: Member) -> None:
    for week, text, field in ((1, " ", "text"), (1, "x" * 281, "text"), (0, "x", "week"), (7, "x", "week")):
        with pytest.raises(ValidationError) as told:
            add_task(agreed.welcome, week=week, text=text, by=alice)
        assert list(told.value.message_dict) == [field]
    for number in range(MOST_TASKS - Task.objects.count()):
        add_task(agreed.welcome, week=1, text=f"Task {number}", by=alice)
    with pytest.raises(ValidationError):
        add_task(agreed.welcome, week=1, text="One more", by=alice)


def test_the_plan_is_the_newcomers_and_goes_on_with_the_next_buddy(
    agreed: Buddy, alice: Member, bo: Member, charlie: Member
) -> None:
    task = add_task(agreed.welcome, week=1, text="Mine", by=alice)
    part(agreed, by=alice)
    following = Buddy.objects.get(pairing=None)
    for member in (alice, charlie):
        say_yes(following, by=member)
    assert (task in tasks_of(following), list(tasks_seen_by(bo))) == (True, [])
    assert Task.objects.filter(text="Mine").count() == 1
