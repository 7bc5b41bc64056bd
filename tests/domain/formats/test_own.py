"""An organiser copies a format and changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.formats.actions import change_format, copy_format, remove_format
from peerloop.formats.actions.change_format import ChangedMeanwhile
from peerloop.formats.models import OwnFormat, OwnStep
from peerloop.formats.queries import format_by, format_for, formats, formats_seen_by
from peerloop.formats.shape import Role
from peerloop.formats.shipped import SHIPPED
from peerloop.people.actions import depart

if TYPE_CHECKING:
    from peerloop.people.models import Member

READING = SHIPPED["reciprocal"]


@pytest.fixture
def ours(organiser: Member) -> OwnFormat:
    return copy_format(READING, by=organiser)


def test_a_copy_says_the_same(ours: OwnFormat) -> None:
    copy = format_by(f"own-{ours.pk}")
    assert copy == replace(READING, code=f"own-{ours.pk}", title="Reciprocal teaching, our way", own=ours.pk)


def test_only_who_organises_copies(alice: Member) -> None:
    with pytest.raises(PermissionDenied):
        copy_format(READING, by=alice)
    assert OwnFormat.objects.count() == 0


def test_changing_leaves_what_was_shipped(ours: OwnFormat, organiser: Member) -> None:
    roles = (*READING.roles, Role("time", "Keeper of the time", "Looks at the clock"))
    changed = replace(READING, title="Reading club", minutes=50, roles=roles, kinds=("seminar",))
    steps = (replace(changed.steps[0], minutes=10, who="time"), *changed.steps[1:])
    change_format(ours, replace(changed, steps=steps), sequence=0, by=organiser)
    now = format_by(f"own-{ours.pk}")
    assert (now.title, now.minutes, now.steps[0].who, now.roles[-1].title) == (
        "Reading club", 50, "time", "Keeper of the time",
    )  # fmt: skip
    assert format_by("reciprocal").minutes == 45
    assert format_for("seminar") == now, "what is made here for a kind comes before what is shipped"


def test_what_does_not_add_up_is_refused_whole(ours: OwnFormat, organiser: Member) -> None:
    steps = (replace(READING.steps[0], minutes=0), *READING.steps[1:])
    with pytest.raises(ValidationError, match="Step 1, “Arrive, what has happened since” has no minutes"):
        change_format(ours, replace(READING, steps=steps, title="Other"), sequence=0, by=organiser)
    assert format_by(f"own-{ours.pk}").title == "Reciprocal teaching, our way"
    assert OwnStep.objects.filter(minutes=0).count() == 0


def test_two_who_change_at_once_are_told(ours: OwnFormat, organiser: Member) -> None:
    change_format(ours, replace(READING, title="First"), sequence=0, by=organiser)
    with pytest.raises(ChangedMeanwhile):
        change_format(ours, replace(READING, title="Second"), sequence=0, by=organiser)
    assert format_by(f"own-{ours.pk}").title == "First"


def test_removing_twice_is_once(ours: OwnFormat, organiser: Member, alice: Member) -> None:
    with pytest.raises(PermissionDenied):
        remove_format(ours, by=alice)
    remove_format(ours, by=organiser)
    remove_format(ours, by=organiser)
    assert format_by(f"own-{ours.pk}") is None


def test_reading_them_all_takes_as_many_queries_for_one_as_for_thirty(
    ours: OwnFormat, organiser: Member, django_assert_num_queries
) -> None:
    with django_assert_num_queries(3):
        assert len(formats()) == 1 + len(SHIPPED)
    for _ in range(29):
        copy_format(READING, by=organiser)
    with django_assert_num_queries(3):
        assert len(formats()) == 30 + len(SHIPPED)


def test_who_has_left_sees_none(ours: OwnFormat, alice: Member) -> None:
    assert list(formats_seen_by(alice)) == [ours]
    depart(alice, by=None)
    alice.refresh_from_db()
    assert list(formats_seen_by(alice)) == []
