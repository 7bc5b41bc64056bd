"""Two gentle words a week over everything: never more, none lost, and the most useful first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from peerloop.journal.leases import work_off
from peerloop.journal.models import Job
from peerloop.kit.clock import now
from peerloop.loops.actions import ask_gain, open_loop, say_gain
from peerloop.loops.models import Loop
from peerloop.matchmaking.actions import publish, run
from peerloop.notices.actions import let_through
from peerloop.notices.actions.telling import STALE
from peerloop.notices.models import Notice, Preference, QuietHours
from peerloop.notices.queries import notices_seen_by, shown, waiting_for
from peerloop.people.actions import depart, join
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from peerloop.people.models import Member

WEEK = timedelta(days=7)


def arrived(reader: Member) -> list[str]:
    """Subjects of what has come, the first first."""
    return [one.message.subject for one in shown(reader, list(notices_seen_by(reader)))][::-1]


@pytest.mark.django_db
class TestStories:
    def test_a_third_waits_and_the_settings_say_so(
        self, clock, asked_gain, alice: Member, bo: Member, post, work, client_of
    ) -> None:
        for skill in ("Rust", "Go", "R"):
            asked_gain(alice, bo, skill)
        work()
        assert arrived(alice) == ["What did you gain? Rust with Bo", "What did you gain? Go with Bo"]
        assert [one.message.subject for one in waiting_for(alice)] == ["What did you gain? R with Bo"]
        page = client_of(alice).get("/settings/notices").content.decode()
        assert "What did you gain? R with Bo" in page
        assert [letter["Subject"] for letter in post.to(alice)] == arrived(alice)

    @pytest.mark.parametrize("channel", ["page", "digest"])
    def test_a_word_on_the_page_or_in_the_digest_counts_like_one_by_mail(
        self, channel: str, clock, asked_gain, alice: Member, bo: Member, post, work
    ) -> None:
        Preference.objects.create(member=alice, kind="loop_asked", channel=channel)
        for skill in ("Rust", "Go", "R"):
            asked_gain(alice, bo, skill)
        work()
        assert len(arrived(alice)) == 2
        assert post.to(alice) == []

    def test_what_is_of_use_for_the_shortest_time_goes_before_what_has_waited_longer(
        self, clock, asked_gain, alice: Member, bo: Member, make_member, post, work
    ) -> None:
        """An hour that was found for next week is told before the two older questions that can wait."""
        for skill in ("Rust", "Go"):
            asked_gain(alice, bo, skill)
        work()
        for skill in ("R", "C"):
            asked_gain(alice, bo, skill)
        figma = propose_skill("Figma", by=bo)
        offer(bo, skill=figma, level=4)
        want(alice, skill=figma, level=2)
        clock.shift(timedelta(days=6))
        publish(run(), by=None)
        clock.shift(timedelta(hours=2))
        work()
        assert len(arrived(alice)) == 2
        assert next(one.notice.kind for one in waiting_for(alice)) == "suggestion_found"
        clock.shift(timedelta(days=1))
        work()
        assert sorted(arrived(alice)[2:]) == ["Somebody to learn from", "What did you gain? R with Bo"]
        assert [one.message.subject for one in waiting_for(alice)] == ["What did you gain? C with Bo"]

    def test_quiet_hours_hold_gentle_words_off_the_page_too(
        self, clock, asked_gain, alice: Member, bo: Member, post, work
    ) -> None:
        QuietHours.objects.create(member=alice, starts="11:00", ends="15:00")
        asked_gain(alice, bo)
        work()
        assert arrived(alice) == []
        clock.shift(timedelta(hours=3))
        work()
        assert len(arrived(alice)) == len(post.to(alice)) == 1

    def test_what_is_over_or_unwanted_or_stale_takes_nobody_s_place(
        self, clock, asked_gain, alice: Member, bo: Member, post, work
    ) -> None:
        loops = [asked_gain(alice, bo, skill) for skill in ("Rust", "Go", "R", "C", "Perl")]
        work()
        say_gain(loops[2], by=alice, gain="x", intention="y", by_when=(now() + timedelta(days=2)).date())
        Notice.objects.filter(subject=loops[3].pk).update(made_at=now() - STALE)
        clock.shift(WEEK)
        work()
        assert arrived(alice)[-1] == "What did you gain? Perl with Bo"
        assert dict(Notice.objects.exclude(why_dropped="").values_list("subject", "why_dropped")) == {
            loops[2].pk: "not_seen",
            loops[3].pk: "stale",
        }

    def test_nothing_waits_for_whoever_wants_none_or_has_left(
        self, clock, asked_gain, alice: Member, charlie: Member, bo: Member, post, work
    ) -> None:
        for who in (alice, charlie):
            asked_gain(who, bo)
        Preference.objects.create(member=alice, kind="loop_asked", channel="none")
        depart(charlie, by=None)
        work()
        assert set(Notice.objects.values_list("member", "why_dropped")) == {
            (alice.pk, "silenced"),
            (charlie.pk, "departed"),
        }
        assert post.letters == []


class Budget(RuleBasedStateMachine):
    """Gentle words are called for at any hour, some are over before their turn, and the worker sleeps and wakes."""

    @initialize(hour=st.integers(0, 23), channel=st.sampled_from(["mail", "digest", "page"]))
    def begin(self, hour: int, channel: str) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.clock = time_machine.travel(datetime(2026, 11, 23, hour, tzinfo=UTC), tick=False)
        self.moved = self.clock.start()
        self.reader = join(name="Alice", email="alice@example.org")
        self.teacher = join(name="Bo", email="bo@example.org")
        self.skill = propose_skill("Rust", by=self.teacher)
        Preference.objects.create(member=self.reader, kind="loop_asked", channel=channel)
        self.called: list[int] = []

    @rule(count=st.integers(1, 4))
    def call(self, count: int) -> None:
        for _time in range(count):
            loop = open_loop(learner=self.reader, teacher=self.teacher, skill=self.skill, by=None)
            ask_gain(loop)
            self.called.append(loop.pk)

    @rule(which=st.integers(0, 50))
    def it_is_over(self, which: int) -> None:
        if self.called:
            loop = Loop.objects.get(pk=self.called[which % len(self.called)])
            if not hasattr(loop, "gain"):
                say_gain(loop, by=self.reader, gain="x", intention="y", by_when=(now() + timedelta(days=2)).date())

    @rule(hours=st.integers(1, 100))
    def time_goes_by(self, hours: int) -> None:
        self.moved.shift(timedelta(hours=hours))

    @rule()
    def the_worker_works(self) -> None:
        work_off()

    @rule()
    def two_look_one_after_the_other(self) -> None:
        with transaction.atomic():
            let_through(self.reader)
        let_through(self.reader)

    @invariant()
    def never_more_than_two_in_seven_days(self) -> None:
        came = sorted(self.words().exclude(arrived_at=None).values_list("arrived_at", flat=True))
        assert all(third - first >= WEEK for first, third in zip(came, came[2:], strict=False))

    @invariant()
    def none_is_lost(self) -> None:
        """Each has come, or was dropped with a reason, or waits, and then a job will look at it."""
        words = list(self.words())
        assert sorted(one.subject for one in words) == sorted(self.called)
        assert all(bool(one.dropped_at) == bool(one.why_dropped) for one in words)
        waiting = [one for one in words if not one.arrived_at and not one.dropped_at]
        assert not waiting or Job.objects.filter(kind="notices.nudge", done_at=None, failed_at=None).exists()

    @invariant()
    def the_order_is_kept(self) -> None:
        """What was called for earlier has come earlier, as long as it was worth saying."""
        came = self.words().exclude(arrived_at=None).order_by("arrived_at", "pk")
        assert [one.pk for one in came] == sorted(one.pk for one in came)

    def words(self):
        return (
            Notice.objects.filter(member=self.reader, kind="loop_asked")
            if hasattr(self, "reader")
            else Notice.objects.none()
        )

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)


@pytest.mark.django_db
def test_whatever_happens_the_budget_holds() -> None:
    run_state_machine_as_test(Budget, settings=settings(max_examples=25, stateful_step_count=20))
