"""What can wait comes in one mail at the reader's hour, as things stand then; where nothing is left, none comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from peerloop.kit.clock import now
from peerloop.loops.actions import reflect
from peerloop.matchmaking.actions import accept, ask
from peerloop.matchmaking.queries import suggestions_for
from peerloop.notices import actions
from peerloop.notices.actions import pause_digest, read_all, settle
from peerloop.notices.handlers import digests
from peerloop.notices.models import Digest, DigestTime, Notice, Preference, QuietHours
from peerloop.notices.queries import shown
from peerloop.people.actions import block, depart
from peerloop.schedule.models import Session
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(clock: time_machine.Coordinates, work: Callable[[], int]) -> Callable[..., None]:
    """Let the next morning come, and what is due be done: ``morning(hour=8)``."""

    def come(hour: int = 8, minute: int = 0) -> None:
        clock.move_to(datetime.combine(now().date() + timedelta(days=1), datetime.min.time(), UTC))
        clock.shift(timedelta(hours=hour, minutes=minute))
        digests.open_all({})
        work()

    return come


def told(post, member: Member) -> list[tuple[str, list[str]]]:
    """Each digest's subject, and the lines of what stands in it."""
    return [
        (
            letter["Subject"],
            [line[2:] for line in letter.get_body(("plain",)).get_content().splitlines() if line[:2] == "* "],
        )
        for letter in post.to(member)
        if letter["Message-ID"].startswith("<digest-")
    ]


def test_what_can_wait_comes_in_one_mail_in_the_morning(
    clock, answered, morning, alice: Member, bo: Member, post, work
) -> None:
    answered(alice, bo, "Rust")
    answered(alice, bo, "Go")
    work()
    assert told(post, alice) == []
    morning()
    assert told(post, alice) == [("Bo answered: Rust, and 1 more", ["Bo answered: Rust", "Bo answered: Go"])]
    [letter] = [one for one in post.to(alice) if one["Message-ID"].startswith("<digest-")]
    for part in ("plain", "html"):
        words = letter.get_body((part,)).get_content()
        assert "You get this because you told Bo what you tried." in words
        assert "What you learn and teach" in words
        assert "/loops/" in words
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    morning()
    assert len(told(post, alice)) == 1


def test_one_thing_gives_its_name_to_the_mail(clock, answered, morning, alice: Member, bo: Member, post) -> None:
    answered(alice, bo)
    morning()
    assert told(post, alice) == [("Bo answered: Rust", ["Bo answered: Rust"])]


def test_nothing_comes_where_nothing_is(clock, morning, alice: Member, post) -> None:
    morning()
    assert not Digest.objects.exists()
    assert post.letters == []


@pytest.mark.parametrize(
    "falls_out",
    [
        lambda loop, alice, _bo: reflect(loop, by=alice, text="To ask"),
        lambda _loop, alice, _bo: read_all(alice),
        lambda _loop, alice, bo: block(alice, bo),
        lambda _loop, alice, bo: block(bo, alice),
        lambda _loop, alice, _bo: Preference.objects.create(member=alice, kind="loop_answered", channel="page"),
        lambda _loop, alice, _bo: Preference.objects.create(member=alice, kind="loop_answered", channel="none"),
        lambda _loop, alice, _bo: pause_digest(alice),
        lambda _loop, alice, _bo: depart(alice, by=None),
    ],
    ids=["over", "read on the page", "blocked", "was blocked", "on the page only", "not at all", "paused", "left"],
)
def test_what_is_read_or_over_or_unwelcome_falls_out(
    falls_out, clock, answered, morning, alice: Member, bo: Member, post
) -> None:
    loop = answered(alice, bo)
    falls_out(loop, alice, bo)
    morning()
    assert told(post, alice) == []


def test_what_is_read_between_making_and_sending_falls_out_too(
    clock, answered, alice: Member, bo: Member, post, work
) -> None:
    answered(alice, bo)
    clock.move_to(datetime(2026, 11, 24, 8, tzinfo=UTC))
    digests.open_all({})
    read_all(alice)
    work()
    assert told(post, alice) == []
    assert Digest.objects.get().dropped_at is not None


def test_what_comes_after_the_hour_waits_for_the_next_day(
    clock, answered, morning, alice: Member, bo: Member, post
) -> None:
    morning(hour=8, minute=5)
    answered(alice, bo)
    digests.open_all({})
    assert not Digest.objects.exists()
    morning()
    assert [digest.slot for digest in Digest.objects.all()] == [date(2026, 11, 25)]
    assert len(told(post, alice)) == 1


def test_a_house_that_slept_sends_the_digest_when_it_wakes(
    clock, answered, morning, alice: Member, bo: Member, post
) -> None:
    answered(alice, bo)
    morning(hour=13)
    assert len(told(post, alice)) == 1


def test_it_comes_at_the_reader_s_own_hour_and_day(clock, answered, make_member, bo: Member, post, work) -> None:
    """Aroha in Auckland wants it on Wednesdays at nine."""
    aroha = make_member("Aroha", time_zone="Pacific/Auckland")
    DigestTime.objects.create(member=aroha, every="week", weekday=2, hour=9)
    answered(aroha, bo)
    sent = []
    for _quarter in range(4 * 24 * 8):
        digests.open_all({})
        work()
        sent += [now() for _letter in told(post, aroha)[len(sent) :]]
        clock.shift(timedelta(minutes=15))
    assert sent == [datetime(2026, 11, 24, 20, 0, tzinfo=UTC)]


def test_quiet_hours_hold_it_back(clock, answered, morning, alice: Member, bo: Member, post, work) -> None:
    QuietHours.objects.create(member=alice, starts="19:00", ends="10:30")
    answered(alice, bo)
    morning()
    assert told(post, alice) == []
    clock.shift(timedelta(hours=2, minutes=30))
    work()
    assert len(told(post, alice)) == 1


def test_an_hour_that_has_begun_is_no_news_any_more(clock, morning, alice: Member, bo: Member, post, work) -> None:
    """Bo hears of bookings in a digest at one; of the one at noon that day he would hear too late."""
    Preference.objects.create(member=bo, kind="session_booked", channel="digest")
    DigestTime.objects.create(member=bo, hour=13)
    for skill in ("Rust", "Go"):
        known = propose_skill(skill, by=bo)
        offer(bo, skill=known, level=4)
        need = want(alice, skill=known, level=3)
        accept(ask(need, teacher=bo, starts_at=suggestions_for(need)[0].starts_at, by=alice), by=bo)
    first, second = Session.objects.order_by("starts_at")
    assert first.starts_at.hour < 13
    Session.objects.filter(pk=second.pk).update(
        starts_at=now() + timedelta(days=3), ends_at=now() + timedelta(days=3, hours=1)
    )
    morning(hour=13)
    assert [lines for _subject, lines in told(post, bo)] == [
        [
            one.message.subject
            for one in shown(bo, list(Notice.objects.filter(kind="session_booked", subject=second.pk, member=bo)))
        ]
    ]


def test_very_much_is_cut_and_says_so(clock, answered, morning, alice: Member, bo: Member, post) -> None:
    for number in range(digests.MOST + 2):
        answered(alice, bo, f"Skill {number}")
    morning()
    [(subject, lines)] = told(post, alice)
    assert subject == f"Bo answered: Skill 0, and {digests.MOST + 1} more"
    assert len(lines) == digests.MOST
    [letter] = [one for one in post.to(alice) if one["Message-ID"].startswith("<digest-")]
    assert "2 more are on your page." in letter.get_body(("plain",)).get_content()


def test_whoever_turns_to_mail_still_gets_what_was_laid_aside(
    clock, answered, morning, alice: Member, bo: Member, post
) -> None:
    answered(alice, bo)
    Preference.objects.create(member=alice, kind="loop_answered", channel="mail")
    morning()
    assert len(told(post, alice)) == 1


def test_mail_that_waits_for_the_morning_joins_the_digest_where_its_reader_says_so(
    clock, asked_gain, morning, alice: Member, bo: Member, post, work
) -> None:
    QuietHours.objects.create(member=alice, starts="11:00", ends="07:00")
    Preference.objects.create(member=alice, kind="loop_applied", channel="mail")
    clock.move_to(datetime(2026, 11, 24, 7, 30, tzinfo=UTC))
    asked_gain(alice, bo)
    Preference.objects.create(member=alice, kind="loop_asked", channel="digest")
    work()
    assert post.to(alice) == []
    morning()
    assert [lines for _subject, lines in told(post, alice)] == [["What did you gain? Rust with Bo"]]


def test_the_same_digest_has_the_same_number_and_is_sent_once(
    clock, answered, morning, alice: Member, bo: Member, post
) -> None:
    answered(alice, bo)
    morning()
    digest = Digest.objects.get()
    digests.send({"digest": digest.pk})
    assert len(told(post, alice)) == 1
    Digest.objects.update(sent_at=None)  # the worker died between the mail and its mark
    digests.send({"digest": digest.pk})
    assert {letter["Message-ID"] for letter in post.to(alice) if "digest" in letter["Message-ID"]} == {
        f"<digest-{digest.pk}-20261124@{urlsplit(settings.PEERLOOP_URL).hostname}>"
    }


def test_wishes_that_do_not_go_together_change_nothing(alice: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        settle(alice, actions.Wishes({"loop_answered": "digest"}, time(19), time(8), hour=7))
    assert list(refused.value.message_dict) == ["hour"]
    assert not DigestTime.objects.exists()
    assert not Notice.objects.exists()
