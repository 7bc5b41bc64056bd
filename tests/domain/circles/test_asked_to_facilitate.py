"""Nobody facilitates who was not asked: Bo asks Charlie, who does so beside him from his yes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.circles.conftest import passes

from peerloop.circles.actions import (
    accept_invitation,
    ask_to_facilitate,
    ask_to_join,
    decline_invitation,
    invite_to_circle,
    join_circle,
    start_circle,
    step_down,
)
from peerloop.circles.models import Asking
from peerloop.circles.queries import asked_to_facilitate, facilitators_of, members_of, one
from peerloop.discussion.queries import moderates
from peerloop.journal.models import Entry
from peerloop.notices.models import Notice
from peerloop.people.actions import block, update_profile

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


def leading(circle: Circle) -> list[str]:
    return [member.name for member in facilitators_of(circle)]


def asked(circle: Circle, by: Member) -> list[str]:
    return [member.name for member in asked_to_facilitate(circle, by)]


def test_a_colleague_from_outside_is_in_the_circle_only_after_their_yes(
    circle: Circle, bo: Member, charlie: Member
) -> None:
    passes(charlie)
    for _twice in range(2):
        ask_to_facilitate(circle, charlie, by=bo)
    assert (leading(circle), list(members_of(circle)), asked(circle, bo)) == (["Bo"], [bo], ["Charlie"])
    assert accept_invitation(circle, by=charlie).part == "co_facilitator"
    accept_invitation(circle, by=charlie)
    assert (leading(circle), moderates(circle.thread, charlie), asked(circle, bo)) == (["Bo", "Charlie"], True, [])
    told = Entry.objects.filter(verb__in=["circle.asked_to_facilitate", "circle.facilitator_named"]).order_by("pk")
    assert [(entry.verb, entry.actor, entry.about) for entry in told] == [
        ("circle.asked_to_facilitate", bo.pk, [charlie.pk]),
        ("circle.facilitator_named", None, [charlie.pk]),
    ]
    kinds = Notice.objects.filter(member=charlie).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["circle_to_facilitate", "circle_yours"]


def test_who_is_in_it_already_is_asked_too_and_a_no_changes_nothing(
    circle: Circle, bo: Member, charlie: Member
) -> None:
    passes(charlie)
    join_circle(circle, by=charlie)
    ask_to_facilitate(circle, charlie, by=bo)
    assert (leading(circle), asked(circle, bo), asked(circle, charlie)) == (["Bo"], ["Charlie"], [])
    decline_invitation(circle, by=charlie)
    answered = ask_to_facilitate(circle, charlie, by=bo)
    assert (answered.answer if answered else None, asked(circle, bo)) == ("no", [])
    assert (leading(circle), list(members_of(circle))) == (["Bo"], [bo, charlie])


def test_a_no_to_facilitating_is_none_to_coming_in(circle: Circle, bo: Member, charlie: Member) -> None:
    passes(charlie)
    ask_to_facilitate(circle, charlie, by=bo)
    decline_invitation(circle, by=charlie)
    assert invite_to_circle(circle, [charlie], by=bo) == [charlie]
    decline_invitation(circle, by=charlie)
    assert invite_to_circle(circle, [charlie], by=bo) == []
    assert ask_to_facilitate(circle, charlie, by=bo).answer == "no"
    assert invite_to_circle(circle, [charlie], by=bo) == []


def test_a_block_after_the_question_takes_the_askers_name_off_it(circle: Circle, bo: Member, charlie: Member) -> None:
    passes(charlie)
    join_circle(circle, by=charlie)
    ask_to_facilitate(circle, charlie, by=bo)
    assert one(charlie, circle.pk).invited.by == bo
    block(charlie, bo)
    assert one(charlie, circle.pk).invited.by is None


def test_who_did_so_once_and_stepped_down_is_asked_again(circle: Circle, bo: Member, charlie: Member) -> None:
    passes(charlie)
    for _time in range(2):
        ask_to_facilitate(circle, charlie, by=bo)
        accept_invitation(circle, by=charlie)
        assert leading(circle) == ["Bo", "Charlie"]
        step_down(circle, by=charlie)
        assert leading(circle) == ["Bo"]


def test_where_nobody_facilitates_the_one_who_says_yes_comes_first_and_oneself_needs_no_asking(
    alice: Member, bo: Member, charlie: Member
) -> None:
    made, other = (start_circle(by=alice, title=title, goal="Ship something.") for title in ("Rust", "Go"))
    passes(charlie)
    ask_to_facilitate(made, charlie, by=alice)
    assert leading(made) == []
    accept_invitation(made, by=charlie)
    assert leading(made) == ["Charlie"]
    passes(alice)
    assert ask_to_facilitate(other, alice, by=alice) is None
    assert leading(other) == ["Alice"]


def test_who_facilitates_beside_somebody_comes_first_at_once(circle: Circle, bo: Member, charlie: Member) -> None:
    passes(charlie)
    ask_to_facilitate(circle, charlie, by=bo)
    accept_invitation(circle, by=charlie)
    assert ask_to_facilitate(circle, charlie, by=bo) is None
    assert leading(circle) == ["Charlie", "Bo"]


def test_nobody_is_asked_who_cannot_nor_by_who_may_not(
    circle: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Dana manages Alice, who is in it."""
    join_circle(circle, by=alice)
    passes(dana)
    for member, reason in ((dana, "stands above Alice"), (charlie, "has not passed the course")):
        with pytest.raises(ValidationError, match=reason):
            ask_to_facilitate(circle, member, by=bo)
    passes(charlie)
    for by in (alice, charlie, dana):
        with pytest.raises(PermissionDenied):
            ask_to_facilitate(circle, charlie, by=by)
    assert asked(circle, bo) == []


def test_who_has_come_to_manage_somebody_in_it_meanwhile_does_not_facilitate(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    """Alice reports to Charlie by the time of his yes: he is in the circle already, and stays as he was."""
    passes(charlie)
    for member in (alice, charlie):
        join_circle(circle, by=member)
    ask_to_facilitate(circle, charlie, by=bo)
    update_profile(alice, by=None, manager=charlie)
    assert accept_invitation(circle, by=charlie).part == "member"
    assert (leading(circle), asked(circle, bo)) == (["Bo"], [])


def test_nobody_brings_in_whom_they_manage_by_asking_them_to_facilitate(
    circle: Circle, bo: Member, charlie: Member
) -> None:
    """Neither now nor where that came about between the question and the yes; an open wish to join is answered."""
    passes(charlie)
    ask_to_join(circle.door, by=charlie)
    update_profile(charlie, by=None, manager=bo)
    with pytest.raises(ValidationError, match="Bo looks after this circle and stands above Charlie"):
        ask_to_facilitate(circle, charlie, by=bo)
    update_profile(charlie, by=None, manager=None)
    ask_to_facilitate(circle, charlie, by=bo)
    update_profile(charlie, by=None, manager=bo)
    with pytest.raises(ValidationError, match="Bo looks after this circle and stands above Charlie"):
        accept_invitation(circle, by=charlie)
    assert (list(members_of(circle)), asked(circle, bo)) == ([bo], ["Charlie"])
    update_profile(charlie, by=None, manager=None)
    accept_invitation(circle, by=charlie)
    assert (leading(circle), Asking.objects.get().answer) == (["Bo", "Charlie"], "yes")


def test_who_has_blocked_the_asker_is_not_asked_and_does_not_show(
    circle: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    passes(charlie)
    join_circle(circle, by=charlie)
    block(charlie, bo)
    with pytest.raises(PermissionDenied):
        ask_to_facilitate(circle, charlie, by=bo)
    assert not Notice.objects.filter(member=charlie, kind="circle_to_facilitate").exists()
