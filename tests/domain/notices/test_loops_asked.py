"""What the post tells of loops and thanks: to whom it is meant, in their words, and not once it is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.journal.models import Entry
from peerloop.loops import actions as loops
from peerloop.notices.kinds import KINDS
from peerloop.people.actions import block
from peerloop.recognition.actions import put_away, thank
from peerloop.recognition.models import Thanked
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.loops.models import Loop
    from peerloop.notices.message import Message
    from peerloop.people.models import Member

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def tried(alice: Member, bo: Member) -> Loop:
    """Alice goes alone, and has tried it."""
    loop = loops.begin_loop(by=alice, skill=propose_skill("SQL", by=bo))
    loops.say_gain(loop, by=alice, gain="a", intention="The billing report", by_when=date(2026, 3, 6))
    return loops.say_applied(loop, by=alice, text="It ran twice as fast")


def told(code: str, reader: Member) -> Message | None:
    """What the latest entry of the kind would say to the reader now."""
    kind = KINDS[code]
    entry = Entry.objects.filter(verb=kind.verb).latest("pk")
    return kind.compose(reader, entry) if reader.pk in set(kind.to(entry)) else None


def test_who_goes_alone_is_reminded_of_the_day(alice: Member, bo: Member, clock: time_machine.Traveller) -> None:
    loop = loops.begin_loop(by=alice, skill=propose_skill("SQL", by=bo))
    loops.say_gain(loop, by=alice, gain="a", intention="The billing report", by_when=date(2026, 3, 6))
    clock.move_to(MONDAY + timedelta(days=4))
    loops.remind_due()
    message = told("loop_due", alice)
    assert message is not None
    assert (message.subject, message.quote) == ("Did you try it? SQL", "The billing report")


def test_who_saw_it_is_asked_and_the_learner_hears(tried: Loop, alice: Member, bo: Member, charlie: Member) -> None:
    asking = loops.ask_companion(tried, by=alice, member=charlie, part="saw")
    message = told("loop_companion", charlie)
    assert message is not None
    assert (message.subject, message.quote) == ("Alice has tried SQL, and you saw it", "It ran twice as fast")
    assert told("loop_companion", alice) is None
    loops.say_seen(asking, by=charlie, text="You were calm")
    assert told("loop_companion", charlie) is None
    answer = told("loop_affirmed", alice)
    assert answer is not None
    assert answer.quote == "You were calm"
    assert told("loop_affirmed", bo) is None
    block(charlie, alice)
    assert told("loop_affirmed", alice) is None


def test_a_no_is_told_kindly(tried: Loop, alice: Member, charlie: Member) -> None:
    loops.say_no(loops.ask_companion(tried, by=alice, member=charlie, part="taught"), by=charlie)
    message = told("loop_declined", alice)
    assert message is not None
    assert message.subject == "Charlie would rather not: SQL"


def test_a_receipt_is_told_of_and_not_once_it_is_taken_back(
    tried: Loop, alice: Member, bo: Member, clock: time_machine.Traveller
) -> None:
    loops.say_taught(loops.ask_companion(tried, by=alice, member=bo, part="taught"), by=bo)
    loops.confirm(tried, by=bo)
    message = told("loop_confirmed", alice)
    assert message is not None
    assert message.subject == "Bo confirmed that you applied it: SQL"
    loops.unconfirm(tried, by=bo)
    assert told("loop_confirmed", alice) is None


def test_did_you_use_it_has_three_answers_and_ends_with_one(
    tried: Loop, alice: Member, clock: time_machine.Traveller
) -> None:
    loops.reflect(tried, by=alice, text="x")
    clock.move_to(MONDAY + timedelta(days=30))
    loops.ask_follow_ups()
    message = told("loop_followed_up", alice)
    assert message is not None
    assert [way.label for way in message.ways] == ["Yes, I used it", "Not yet", "Not any more"]
    assert KINDS["loop_followed_up"].nudge
    loops.answer_follow_up(tried.follow_ups.get(), by=alice, answer="not_yet")
    assert told("loop_followed_up", alice) is None


def test_thanks_reach_each_and_nobody_else(
    tried: Loop, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    thank([bo, charlie], by=alice, text="You saved me a day", skill=tried.skill)
    for reader in (bo, charlie):
        message = told("kudos_given", reader)
        assert message is not None
        assert (message.subject, message.quote) == ("Alice thanks you", "You saved me a day")
    assert (told("kudos_given", alice), told("kudos_given", dana)) == (None, None)
    put_away(Thanked.objects.get(member=bo), by=bo)
    block(charlie, alice)
    assert (told("kudos_given", bo), told("kudos_given", charlie)) == (None, None)
