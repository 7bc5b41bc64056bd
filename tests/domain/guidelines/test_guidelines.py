"""Olga drafts guidelines, members comment, they are adopted from a day on, Alice accepts, and is asked again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.guidelines.conftest import MONDAY, TODAY, a_second, written

from peerloop.discussion.actions import say
from peerloop.guidelines.actions import (
    accept_guidelines,
    adopt,
    ask_for_comments,
    ask_to_accept,
    ask_what_they_think,
    draft_guidelines,
    draft_version,
    give_up_draft,
)
from peerloop.guidelines.actions import asking as asking_room
from peerloop.guidelines.models import Acceptance, Guidelines, Version
from peerloop.guidelines.queries import (
    accepted_count,
    all_of_them,
    before,
    compared,
    guidelines_seen_by,
    has_accepted,
    house_guidelines,
    in_force,
    last_accepted,
    past_versions,
    to_accept,
    versions_seen_by,
)
from peerloop.guidelines.rules import PARTS, Adopted, Piece, Stale, differences, so_many, unmarked
from peerloop.guidelines.shipped import TEMPLATES
from peerloop.journal.models import Entry, Job
from peerloop.kit import clock
from peerloop.people.actions import depart

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def refused_at(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return list(error.value.message_dict)


def test_the_whole_way(draft: Version, organiser: Member, alice: Member, bo: Member) -> None:
    """From a template to an acceptance: only the draft's own people see it until they ask for comments."""
    assert draft.conduct == TEMPLATES["house"].text("conduct")
    assert list(versions_seen_by(alice)) == list(guidelines_seen_by(alice)) == []
    put_up = ask_for_comments(draft, by=organiser)
    assert list(versions_seen_by(alice)) == [draft]
    said = say(put_up.thread, by=alice, text="What about phones?")
    draft = written(draft, organiser, conduct="Phones stay away.")
    adopt(draft, by=organiser, on=TODAY)
    assert (house_guidelines(), in_force(draft.guidelines)) == (draft.guidelines, draft)
    assert not has_accepted(alice, draft.guidelines)
    assert to_accept(alice, MONDAY) == [draft]
    accept_guidelines(draft, by=alice)
    accept_guidelines(draft, by=alice)
    assert has_accepted(alice, draft.guidelines)
    assert not has_accepted(bo, draft.guidelines)
    assert to_accept(alice, MONDAY) == []
    mine = Acceptance.objects.get()
    assert (mine.member, mine.version, mine.at, accepted_count(draft)) == (alice, draft, MONDAY, 1)
    with pytest.raises(ValidationError, match="closed"):
        say(said.thread, by=bo, text="Too late")


def test_a_new_version_asks_again_and_what_differs_is_shown(
    adopted: Version, organiser: Member, alice: Member, bo: Member
) -> None:
    accept_guidelines(adopted, by=alice)
    second = a_second(adopted, organiser)
    assert to_accept(alice, MONDAY) == [second]
    assert last_accepted(alice, adopted.guidelines) == before(second) == adopted
    assert last_accepted(bo, adopted.guidelines) is None
    pages = compared(adopted, second)
    assert [(page.title, page.changed) for page in pages] == [
        ("How we treat one another", True), ("How to give feedback", False), ("What is confidential", False),
    ]  # fmt: skip
    assert [line for line in pages[0].lines if line[0].kind != "same"] == [[Piece("new", "Phones stay away.")]]
    accept_guidelines(second, by=alice)
    mine = Acceptance.objects.filter(member=alice).order_by("version__number")
    assert list(mine.values_list("version__number", flat=True)) == [1, 2]
    with pytest.raises(ValidationError, match="does not hold today"):
        accept_guidelines(adopted, by=bo)


def test_what_is_adopted_for_a_later_day_holds_from_that_day_on(
    adopted: Version, organiser: Member, alice: Member
) -> None:
    second = a_second(adopted, organiser, on=TODAY + timedelta(days=7))
    assert in_force(adopted.guidelines) == adopted
    with pytest.raises(ValidationError, match="does not hold today"):
        accept_guidelines(second, by=alice)
    assert list(past_versions(adopted.guidelines)) == [adopted]
    listed = all_of_them(alice)[0]
    assert (listed.in_force, listed.coming, listed.draft) == (adopted, second, None)
    with clock.at(MONDAY + timedelta(days=7)):
        assert in_force(adopted.guidelines) == second
        accept_guidelines(second, by=alice)
        assert all_of_them(alice)[0].accepted


@pytest.mark.parametrize("days", [-1, 367])
def test_a_day_that_will_not_do_is_refused_at_its_field(draft: Version, organiser: Member, days: int) -> None:
    with pytest.raises(ValidationError) as refused:
        adopt(draft, by=organiser, on=TODAY + timedelta(days=days))
    assert refused_at(refused) == ["on"]
    assert in_force(draft.guidelines) is None


def test_only_organisers_draft_change_put_up_adopt_and_give_up(
    draft: Version, organiser: Member, alice: Member, moderator: Member, facilitator: Member
) -> None:
    for member in (alice, moderator, facilitator):
        for act in (
            lambda by: draft_guidelines(by=by, template="house"),
            lambda by: draft_version(draft.guidelines, by=by),
            lambda by: written(draft, by, conduct="Mine"),
            lambda by: ask_for_comments(draft, by=by),
            lambda by: adopt(draft, by=by, on=TODAY),
            lambda by: give_up_draft(draft, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(member)
        with pytest.raises(PermissionDenied):
            accept_guidelines(draft, by=member)
    assert Version.objects.get().conduct == draft.conduct


def test_what_is_adopted_changes_no_more(adopted: Version, organiser: Member) -> None:
    for act in (
        lambda: written(adopted, organiser, conduct="Quietly changed"),
        lambda: adopt(adopted, by=organiser, on=TODAY),
        lambda: ask_for_comments(adopted, by=organiser),
        lambda: give_up_draft(adopted, by=organiser),
    ):
        with pytest.raises(Adopted):
            act()
    assert Version.objects.get().revision == 1


def test_nobody_writes_over_what_somebody_else_has_just_written(
    draft: Version, organiser: Member, administrator: Member
) -> None:
    ours = written(draft, administrator, conduct="Ada’s words")
    assert ours.revision == 2
    with pytest.raises(Stale):
        written(draft, organiser, conduct="Olga’s words")
    assert written(draft, organiser, conduct="Ada’s words").revision == 2
    assert Version.objects.get().conduct == "Ada’s words"


@pytest.mark.parametrize(
    ("field", "text"),
    [("title", " ! "), ("title", "x" * 121), ("conduct", " "), ("feedback", "x" * 20_001), ("confidential", ""),
     ("why", "x" * 281)],
)  # fmt: skip
def test_what_cannot_be_saved_says_why_at_its_field(draft: Version, organiser: Member, field: str, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        written(draft, organiser, **{"conduct": "New", field: text})
    assert refused_at(refused) == [field]
    assert Version.objects.get().conduct == draft.conduct


def test_twice_is_once_and_the_house_has_one(draft: Version, organiser: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        draft_guidelines(by=organiser, template="house")
    assert refused_at(refused) == ["for_house"]
    uid = uuid4()
    made = [
        draft_guidelines(by=organiser, template="circles", title="In circles", for_house=False, uid=uid)
        for _twice in range(2)
    ]
    assert made[0] == made[1]
    assert draft_version(draft.guidelines, by=organiser) == draft
    assert ask_for_comments(draft, by=organiser) == ask_for_comments(draft, by=organiser)
    with pytest.raises(ValidationError) as unknown:
        draft_guidelines(by=organiser, template="nothing", for_house=False)
    assert refused_at(unknown) == ["template"]
    assert Guidelines.objects.count() == 2


def test_a_draft_is_given_up_and_takes_along_only_what_is_nothing_without_it(
    adopted: Version, organiser: Member
) -> None:
    second = draft_version(adopted.guidelines, by=organiser)
    ask_for_comments(second, by=organiser)
    give_up_draft(second, by=organiser)
    other = draft_guidelines(by=organiser, template="circles", for_house=False)
    give_up_draft(other, by=organiser)
    assert list(Version.objects.all()) == [adopted]
    assert list(Guidelines.objects.all()) == [adopted.guidelines]


def test_everybody_is_asked_once_in_parts_that_follow_one_another(
    adopted: Version, alice: Member, bo: Member, organiser: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_room, "AT_A_TIME", 2)
    turns = [ask_to_accept() for _turn in range(4)]
    assert turns == [2, 2, 0, 0]
    asked = [pk for entry in Entry.objects.filter(verb="guidelines.asked").order_by("pk") for pk in entry.about]
    assert sorted(asked) == sorted(set(asked)) == sorted(member.pk for member in _present())
    assert Job.objects.filter(kind="guidelines.ask").count() == 1 + 2


def test_everybody_hears_once_of_a_draft_that_they_may_comment_on(
    draft: Version, organiser: Member, alice: Member
) -> None:
    assert ask_what_they_think() == 0
    ask_for_comments(draft, by=organiser)
    assert [ask_what_they_think() for _turn in range(2)] == [3, 0]
    assert [entry.subject for entry in Entry.objects.filter(verb="guidelines.words_asked")] == [draft.pk]


def test_an_organiser_learns_how_many_in_fives() -> None:
    assert [so_many(count) for count in (0, 4, 5, 14)] == [
        "Fewer than five have accepted it so far.", "Fewer than five have accepted it so far.",
        "5 or more have accepted it.", "10 or more have accepted it.",
    ]  # fmt: skip


def test_nobody_is_asked_before_it_holds_nor_about_what_holds_no_more(
    draft: Version, organiser: Member, alice: Member
) -> None:
    assert ask_to_accept() == 0
    adopt(draft, by=organiser, on=TODAY + timedelta(days=3))
    assert ask_to_accept() == 0
    second = draft_version(draft.guidelines, by=organiser)
    adopt(second, by=organiser, on=TODAY)
    assert ask_to_accept() == 3
    assert ask_to_accept() == 0
    with clock.at(MONDAY + timedelta(days=3)):
        assert ask_to_accept() == 0


def test_who_leaves_is_counted_no_more_and_reads_nothing(adopted: Version, alice: Member, bo: Member) -> None:
    for member in (alice, bo):
        accept_guidelines(adopted, by=member)
    depart(alice, by=None)
    assert accepted_count(adopted) == 1
    assert list(versions_seen_by(alice)) == []


@pytest.mark.parametrize("count", [1, 30])
def test_lists_cost_the_same_however_long(
    count: int, organiser: Member, alice: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        made = draft_guidelines(by=organiser, template="circles", title=f"Circles {number}", for_house=False)
        adopt(made, by=organiser, on=TODAY)
    with django_assert_num_queries(4):
        assert len(all_of_them(alice)) == count


def test_the_templates_hold_what_is_asked_of_guidelines(organiser: Member, make_member: MakeMember) -> None:
    for code in TEMPLATES:
        made = draft_guidelines(by=organiser, template=code, for_house=False)
        assert [len(getattr(made, name)) > 300 for name in PARTS] == [True] * 3
        lines = [line for name in PARTS for line in getattr(made, name).splitlines() if line]
        assert [line for line in lines if not re.match(r"# |- |\d\. |[“A-Z]", line)] == []


LINES = st.lists(st.text(st.sampled_from("ab cé"), max_size=8), max_size=8)


@given(LINES, LINES)
def test_the_differences_make_up_both_texts_again(one: list[str], other: list[str]) -> None:
    lines = differences("\n".join(one), "\n".join(other))
    assert _texts(lines, less="new") == [line for line in one if line]
    assert _texts(lines, less="gone") == [line for line in other if line]


def test_of_a_changed_line_only_the_changed_words_differ() -> None:
    assert differences("Come on time.\nBe kind.", "Come in time.\nBe kind.") == [
        [Piece("same", "Come "), Piece("gone", "on"), Piece("new", "in"), Piece("same", " time.")],
        [Piece("same", "Be kind.")],
    ]


def test_the_signs_of_marks_are_no_words() -> None:
    assert (
        unmarked("# Meeting\n- **On time.** _Always_, snake_case too") == "Meeting\n- On time. Always, snake_case too"
    )


def _texts(lines: list[list[Piece]], less: str) -> list[str]:
    kept = ("".join(piece.text for piece in line if piece.kind != less) for line in lines)
    return [line for line in kept if line]


def _present() -> list[Member]:
    from peerloop.people.models import Member

    return list(Member.objects.present())
