"""Who is written to around a practice lesson, and what each letter says and leads to."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.core import mail
from tests.domain.vetting.conftest import AFTER, said

from peerloop.kit import clock
from peerloop.people.actions import block
from peerloop.schedule.actions import record_ended_sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member
    from peerloop.vetting.models import TeachBack


def letters(work: Callable[[], int], at: timedelta = timedelta(0)) -> dict[str, list[tuple[str, str]]]:
    """Send what waits; return by address the subjects and bodies of what is about the lesson."""
    mail.outbox.clear()
    with clock.at(AFTER + at):
        work()
    sent: dict[str, list[tuple[str, str]]] = {}
    for letter in mail.outbox:
        if "practice lesson" in letter.body or "practised a lesson" in letter.body:
            sent.setdefault(parseaddr(letter.to[0])[1], []).append((str(letter.subject), str(letter.body)))
    return sent


def subjects(sent: dict[str, list[tuple[str, str]]]) -> dict[str, list[str]]:
    return {address: sorted(subject for subject, _body in each) for address, each in sorted(sent.items())}


def test_who_listened_and_has_not_said_anything_is_asked_once(
    lesson: TeachBack, alice: Member, charlie: Member, work: Callable[[], int]
) -> None:
    said(lesson, alice)
    letters(work)
    for _twice in range(2):
        with clock.at(AFTER + timedelta(hours=1)):
            record_ended_sessions()
    sent = letters(work, timedelta(hours=1))
    assert subjects(sent) == {charlie.email: ["What have you seen in the practice lesson of Bo?"]}
    [(_subject, body)] = sent[charlie.email]
    assert "You listened to “Rust”." in body
    assert "Only the three of you read it." in body
    assert f"/teach-backs/{lesson.pk}" in body


def test_bo_reads_that_something_was_said_and_not_what(
    lesson: TeachBack, alice: Member, bo: Member, work: Callable[[], int]
) -> None:
    said(lesson, alice, ready=False, change="Begin with the picture.")
    sent = letters(work)
    assert subjects(sent) == {bo.email: ["Alice has written what they saw in your practice lesson"]}
    [(_subject, body)] = sent[bo.email]
    assert "It is about “Rust”, and carries their name." in body
    assert f"/teach-backs/{lesson.pk}" in body
    assert "Begin with the picture." not in body
    said(lesson, alice, ready=False, change="Begin with the second picture.")
    assert letters(work) == {}


def test_bo_alone_is_told_that_the_offer_is_vetted(
    lesson: TeachBack, alice: Member, bo: Member, charlie: Member, work: Callable[[], int]
) -> None:
    said(lesson, alice)
    letters(work)
    said(lesson, charlie)
    sent = letters(work)
    assert subjects(sent) == {
        bo.email: ["Charlie has written what they saw in your practice lesson", "Your offer is vetted: Rust"]
    }
    [vetted] = [body for subject, body in sent[bo.email] if subject == "Your offer is vetted: Rust"]
    assert "Both peers say “ready”." in vetted
    assert f"/skills/{lesson.offer.skill_id}" in vetted


def test_nobody_is_written_to_about_somebody_they_have_blocked(
    lesson: TeachBack, alice: Member, bo: Member, work: Callable[[], int]
) -> None:
    said(lesson, alice)
    block(bo, other=alice)
    assert letters(work) == {}
