"""Who sees whom, and who is never brought together."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from peerloop.journal.models import Entry
from peerloop.people import rules
from peerloop.people.actions import avoid, block, depart, stop_avoiding, unblock, update_profile
from peerloop.people.models import Member
from peerloop.people.queries import chain, reports, seen_by


def kept_apart_from(member: Member) -> set[int]:
    """Ids of everybody with whom the member must not be brought together."""
    others = Member.objects.exclude(pk=member.pk)
    return {other.pk for other in others if rules.kept_apart(member, other)}


def test_a_visitor_and_a_departed_member_see_nobody(alice, bo) -> None:
    depart(bo, by=None)
    assert not seen_by(AnonymousUser()).exists()
    assert not seen_by(bo).exists()
    assert bo not in seen_by(alice)


def test_a_block_hides_both_from_each_other_until_it_is_taken_back(alice, bo, charlie) -> None:
    block(alice, bo)
    block(alice, bo)
    assert set(seen_by(alice)) == {alice, charlie, alice.manager}
    assert bo in seen_by(bo)
    assert alice not in seen_by(bo)
    assert rules.blocked(bo, alice)
    unblock(alice, bo)
    assert bo in seen_by(alice)
    assert alice in seen_by(bo)
    assert [e.verb for e in Entry.objects.filter(subject=bo.pk, actor=alice.pk)] == [
        "member.blocked",
        "member.unblocked",
    ]


def test_an_avoidance_is_seen_by_nobody_and_leaves_no_name_in_what_is_kept(alice, bo) -> None:
    avoid(alice, bo)
    assert bo in seen_by(alice)
    assert alice in seen_by(bo)
    assert kept_apart_from(bo) == {alice.pk}
    entry = Entry.objects.get(verb="member.avoided")
    assert (entry.subject, entry.about) == (alice.pk, [alice.pk])
    stop_avoiding(alice, bo)
    assert kept_apart_from(bo) == set()


def test_nobody_avoids_or_blocks_themselves(alice) -> None:
    for act in (avoid, block):
        with pytest.raises(ValidationError):
            act(alice, alice)


def test_who_is_kept_apart_from(alice, bo, charlie, dana, make_member) -> None:
    eve = make_member("Eve", manager=alice)
    avoid(bo, alice)
    block(alice, charlie)
    assert kept_apart_from(alice) == {dana.pk, eve.pk, bo.pk, charlie.pk}
    for other in (dana, eve, bo, charlie, alice):
        assert rules.kept_apart(alice, other)
    assert not rules.kept_apart(bo, charlie)


def test_reporting_lines(alice, bo, dana) -> None:
    update_profile(bo, by=None, manager=alice)
    assert chain(bo) == [alice, dana]
    assert list(reports(dana)) == [alice]
    assert rules.is_manager_of(dana, alice)
    assert not rules.is_manager_of(dana, bo)
    assert rules.reports_to(bo, dana)
    assert not rules.reports_to(dana, bo)
