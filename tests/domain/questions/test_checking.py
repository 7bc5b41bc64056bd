"""What Dana has checked is checked as she read it; and who is asked when she has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.domain.questions.conftest import DAY, MONDAY, asked

from peerloop.discussion.rules import TooOften
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.notices.queries import notices_seen_by, shown
from peerloop.people.actions import depart
from peerloop.questions.actions import accept, answer, ask_to_look_again, change_answer, verify
from peerloop.questions.models import Verification
from peerloop.questions.rules import MOST_SAID, Overtaken
from peerloop.skills.actions import endorse, offer

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

TITLE = "How do I borrow a vector twice in Rust?"


def told(verb: str) -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb=verb).order_by("pk")]


def checked() -> list[Member | None]:
    return [one.by for one in Verification.objects.select_related("by")]


def newest(reader: Member) -> str:
    """The subject of what the reader was told last."""
    [notice] = notices_seen_by(reader)[:1]
    return shown(reader, [notice])[0].message.subject


def test_what_is_put_otherwise_is_checked_by_nobody_until_it_is_read_anew(
    alice: Member, bo: Member, charlie: Member, dana: Member, rust: Skill
) -> None:
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.", source="The book, 4.2")
    endorse(offer(dana, skill=rust), by=charlie)
    soon = MONDAY.date() + 30 * DAY
    verify(given, by=dana, look_again_on=soon, sequence=0)
    accept(given, by=alice)
    said = {"source": "The book, 4.2", "another_view": False}
    change_answer(given, by=bo, text="Clone it.", **said | {"another_view": True}, sequence=0)
    assert checked() == [dana]
    change_answer(given, by=bo, text="Use unsafe, as @Charlie does.", **said, sequence=1)
    assert (checked(), told("answer.unverified"), told("answer.changed")) == ([], [[dana.pk]], [[], [charlie.pk]])
    assert [newest(one) for one in (alice, dana, charlie, bo)] == [
        f"An answer reads otherwise now: {TITLE}", f"What you checked has changed: {TITLE}",
        "Bo names you in an answer", f"Your answer was what was needed: {TITLE}",
    ]  # fmt: skip
    with pytest.raises(Overtaken):
        verify(given, by=dana, look_again_on=soon, sequence=1)
    verify(given, by=dana, look_again_on=soon, sequence=2)
    assert checked() == [dana]


def test_where_who_checked_it_has_left_its_author_is_asked_when_the_day_comes(
    alice: Member, bo: Member, charlie: Member, dana: Member, rust: Skill
) -> None:
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    endorse(offer(dana, skill=rust), by=charlie)
    verify(given, by=dana, look_again_on=MONDAY.date() + DAY)
    depart(dana, by=None)
    with clock.at(MONDAY + 2 * DAY):
        assert (ask_to_look_again(), ask_to_look_again(), told("answer.due")) == (1, 0, [[bo.pk]])
        assert newest(bo) == f"Does it still hold? {TITLE}"


def test_words_are_not_changed_over_and_over(alice: Member, bo: Member, rust: Skill) -> None:
    """Each change tells who asked, so it is bounded as answers are."""
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    for number in range(MOST_SAID):
        change_answer(given, by=bo, text=f"Clone it {number}.", source="", another_view=False, sequence=number)
    with pytest.raises(TooOften):
        change_answer(given, by=bo, text="Clone it!", source="", another_view=False, sequence=MOST_SAID)
    change_answer(given, by=bo, text=f"Clone it {MOST_SAID - 1}.", source="", another_view=False, sequence=MOST_SAID)
