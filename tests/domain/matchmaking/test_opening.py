"""Pairings of every kind begin in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.journal.models import Entry
from peerloop.matchmaking.actions import end_pairing, open_pairing
from peerloop.matchmaking.models import Pairing
from peerloop.matchmaking.pairing_words import title
from peerloop.matchmaking.queries import pairings_in_full, pairings_seen_by, running, seats_left
from peerloop.matchmaking.rules import NotToAsk
from peerloop.people.actions import block, depart

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@pytest.mark.parametrize("kind", Pairing.Kind.values)
def test_without_a_skill_there_is_no_loop_but_a_seat(kind: str, alice: Member, bo: Member) -> None:
    pairing = open_pairing(kind=kind, learner=alice, teacher=bo, by=alice)
    assert (pairing.kind, pairing.skill, pairing.loop) == (kind, None, None)
    assert seats_left([bo.pk]) == {bo.pk: bo.capacity - 1}
    assert list(running(alice)) == list(pairings_in_full(pairings_seen_by(bo))) == [pairing]
    end_pairing(pairing, by=bo)
    assert seats_left([bo.pk]) == {bo.pk: bo.capacity}


def test_with_a_skill_a_loop_opens(rust: Skill, alice: Member, bo: Member) -> None:
    pairing = open_pairing(kind="swap", learner=alice, teacher=bo, skill=rust, by=bo)
    assert pairing.loop is not None
    assert (pairing.loop.learner, pairing.loop.teacher, pairing.loop.skill) == (alice, bo, rust)
    assert title(pairing, bo) == "Rust with Bo"
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-2:] == ["loop.opened", "pairing.opened"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("onboarding", "First weeks with Bo"),
        ("shadowing", "Shadowing with Bo"),
        ("rotation", "In another team with Bo"),
        ("mentoring", "Learning with Bo"),
    ],
)
def test_what_is_about_no_skill_is_called_what_it_is(kind: str, words: str, alice: Member, bo: Member) -> None:
    assert title(open_pairing(kind=kind, learner=alice, teacher=bo, by=None), bo) == words


def test_nobody_opens_one_for_two_others(alice: Member, bo: Member, dana: Member) -> None:
    with pytest.raises(PermissionDenied):
        open_pairing(kind="onboarding", learner=alice, teacher=bo, by=dana)


def test_not_across_a_block_nor_with_somebody_who_left_nor_with_oneself(
    alice: Member, bo: Member, charlie: Member
) -> None:
    block(alice, bo)
    depart(charlie, by=None)
    for teacher in (bo, charlie, alice):
        with pytest.raises(NotToAsk):
            open_pairing(kind="onboarding", learner=alice, teacher=teacher, by=None)
    assert not Pairing.objects.exists()
