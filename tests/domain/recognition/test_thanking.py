"""A word of thanks: seen by the two, shown where both agree, and never counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.people.actions import block, depart
from peerloop.recognition.actions import bring_back, consent, keep_private, put_away, show, thank, withdraw
from peerloop.recognition.models import Kudos, Thanked
from peerloop.recognition.queries import lately_thanked, own_kudos, own_thanks, thanks_on_page, thanks_seen_by
from peerloop.skills.actions import merge_skills, propose_skill, take_back_merge

if TYPE_CHECKING:
    import time_machine

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session
    from peerloop.skills.models import Skill


@pytest.fixture
def thanks(sql: Skill, alice: Member, bo: Member) -> Thanked:
    """Alice has thanked Bo, and it may be shown."""
    thank(bo, by=alice, text="You saved me a day", skill=sql, may_be_shown=True)
    return Thanked.objects.select_related("kudos", "member").get()


def on_page(owner: Member, *readers: Member) -> list[list[str]]:
    return [[one.kudos.text for one in thanks_on_page(reader, owner, at_most=5)] for reader in readers]


def test_it_is_between_the_two(
    thanks: Thanked, alice: Member, bo: Member, charlie: Member, dana: Member, organiser: Member, moderator: Member
) -> None:
    for who in (alice, bo):
        assert [one.kudos.text for one in thanks_seen_by(who)] == ["You saved me a day"]
    for other in (charlie, dana, organiser, moderator):
        assert not thanks_seen_by(other).exists()
    assert [one.kudos.by for one in lately_thanked(bo, now() - timedelta(days=1), at_most=3)] == [alice]
    assert on_page(bo, alice, bo, charlie) == [[], [], []]


def test_it_is_shown_where_both_agree_and_no_longer_than_that(
    thanks: Thanked, alice: Member, bo: Member, charlie: Member
) -> None:
    show(thanks, by=bo)
    show(thanks, by=bo)
    assert on_page(bo, alice, bo, charlie) == [["You saved me a day"]] * 3
    keep_private(thanks, by=bo)
    assert on_page(bo, charlie) == [[]]
    show(thanks, by=bo)
    consent(thanks.kudos, by=alice, may_be_shown=False)
    assert on_page(bo, charlie, bo) == [[], []]
    consent(thanks.kudos, by=alice, may_be_shown=True)
    assert on_page(bo, charlie) == [[]]
    assert list(Entry.objects.filter(verb__startswith="kudos.").order_by("pk").values_list("verb", flat=True)) == [
        "kudos.given", "kudos.shown", "kudos.kept", "kudos.shown", "kudos.disallowed", "kudos.allowed",
    ]  # fmt: skip


def test_what_is_meant_for_one_alone_is_not_shown(sql: Skill, alice: Member, bo: Member) -> None:
    thank(bo, by=alice, text="Between us", skill=sql)
    with pytest.raises(ValidationError, match="you alone"):
        show(Thanked.objects.get(), by=bo)


def test_each_decides_on_their_own_part(thanks: Thanked, alice: Member, bo: Member, charlie: Member) -> None:
    for other in (alice, charlie):
        for act in (show, keep_private, put_away, bring_back):
            with pytest.raises(PermissionDenied):
                act(thanks, by=other)
    for other in (bo, charlie):
        with pytest.raises(PermissionDenied):
            withdraw(thanks.kudos, by=other)
        with pytest.raises(PermissionDenied):
            consent(thanks.kudos, by=other, may_be_shown=False)


def test_withdrawn_it_is_gone_from_everywhere(thanks: Thanked, alice: Member, bo: Member, charlie: Member) -> None:
    show(thanks, by=bo)
    withdraw(thanks.kudos, by=alice)
    withdraw(thanks.kudos, by=alice)
    assert not Kudos.objects.exists()
    assert on_page(bo, bo, charlie) == [[], []]


def test_what_one_does_not_want_to_see_is_put_away(thanks: Thanked, alice: Member, bo: Member, charlie: Member) -> None:
    show(thanks, by=bo)
    put_away(thanks, by=bo)
    assert not thanks_seen_by(bo).exists()
    assert not thanks_seen_by(charlie).exists()
    assert thanks_seen_by(alice).exists()
    assert lately_thanked(bo, now() - timedelta(days=1), at_most=3) == []
    bring_back(own_thanks(bo).get(), by=bo)
    assert thanks_seen_by(bo).exists()
    assert not thanks_seen_by(charlie).exists()


def test_several_at_once_each_decide_for_themselves(
    sql: Skill, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    kudos = thank([bo, charlie, bo], by=alice, text="What a session", skill=sql, may_be_shown=True)
    show(kudos.thanked.get(member=bo), by=bo)
    assert on_page(bo, dana) == [["What a session"]]
    assert on_page(charlie, dana) == [[]]
    assert not thanks_seen_by(charlie).filter(member=dana).exists()


def test_whom_and_for_what(sql: Skill, met: Session, alice: Member, bo: Member, charlie: Member) -> None:
    assert thank(bo, by=alice, text="Clear as day", session=met).session == met
    for to, said in (
        ([], {"skill": sql}), (alice, {"skill": sql}), (charlie, {"session": met}), (bo, {}),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            thank(to, by=alice, text="x", **said)
    with pytest.raises(ValidationError):
        thank(bo, by=charlie, text="x", session=met)
    for text in ("", " \u202e ", "x" * 281):
        with pytest.raises(ValidationError) as refused:
            thank(bo, by=alice, text=text, skill=sql)
        assert list(refused.value.message_dict) == ["text"]


def test_no_thanks_before_the_session(booked, alice: Member, bo: Member) -> None:
    with pytest.raises(ValidationError, match="once it has taken place"):
        thank(bo, by=alice, text="x", session=booked(alice, bo))


@pytest.mark.parametrize("blocker", ["alice", "bo"])
def test_a_block_leaves_nothing_between_the_two(
    thanks: Thanked, sql: Skill, alice: Member, bo: Member, charlie: Member, blocker: str
) -> None:
    show(thanks, by=bo)
    block(*((alice, bo) if blocker == "alice" else (bo, alice)))
    for reader in (alice, bo, charlie):
        assert not thanks_seen_by(reader).exists()
    assert not own_thanks(bo).exists()
    with pytest.raises(ValidationError, match="do not know"):
        thank(bo, by=alice, text="x", skill=sql)


def test_who_is_blocked_by_the_writer_does_not_read_them_elsewhere(
    thanks: Thanked, alice: Member, bo: Member, charlie: Member
) -> None:
    show(thanks, by=bo)
    block(alice, charlie)
    assert on_page(bo, charlie, bo) == [[], ["You saved me a day"]]


def test_who_has_left_is_neither_thanked_nor_shown(
    thanks: Thanked, sql: Skill, alice: Member, bo: Member, charlie: Member
) -> None:
    show(thanks, by=bo)
    depart(alice, by=None)
    assert on_page(bo, charlie, bo) == [[], []]
    assert thanks_seen_by(bo).exists()
    depart(bo, by=None)
    with pytest.raises(ValidationError, match="do not know"):
        thank(bo, by=charlie, text="x", skill=sql)


def test_a_double_click_thanks_once(thanks: Thanked, sql: Skill, alice: Member, bo: Member) -> None:
    assert thank(bo, by=alice, text="You saved me  a day", skill=sql) == thanks.kudos
    assert Kudos.objects.count() == 1


def test_a_flood_is_held_back_until_tomorrow(
    sql: Skill, alice: Member, bo: Member, make_member, clock: time_machine.Traveller
) -> None:
    for number in range(3):
        thank(bo, by=alice, text=f"Thanks {number}", skill=sql)
    with pytest.raises(ValidationError, match="tomorrow"):
        thank(bo, by=alice, text="Once more", skill=sql)
    crowd = [make_member(f"Colleague {number}") for number in range(20)]
    thank(crowd[:10], by=alice, text="All of you", skill=sql)
    with pytest.raises(ValidationError, match="10 people"):
        thank(crowd[:11], by=alice, text="All of you again", skill=sql)
    with pytest.raises(ValidationError, match="one day"):
        thank(crowd[10:], by=alice, text="All of you, too", skill=sql)
    clock.shift(timedelta(days=1, minutes=1))
    thank(bo, by=alice, text="Once more", skill=sql)


def test_it_follows_a_skill_that_is_merged_and_comes_back(thanks: Thanked, alice: Member) -> None:
    old = thanks.kudos.skill
    merge = merge_skills(old, propose_skill("Databases", by=alice), by=None)
    assert Kudos.objects.get().skill == merge.into
    take_back_merge(merge, by=None)
    assert Kudos.objects.get().skill == old


def test_nothing_of_the_words_is_in_the_journal(thanks: Thanked, alice: Member, bo: Member) -> None:
    [given] = Entry.objects.filter(verb="kudos.given").select_related("detail")
    assert (given.actor, given.about, given.detail.data) == (alice.pk, sorted([alice.pk, bo.pk]), "{}")


def test_thirty_cost_what_one_costs(
    thanks: Thanked, sql: Skill, bo: Member, charlie: Member, make_member, django_assert_num_queries
) -> None:
    def read() -> int:
        return len([(one.kudos.by.name, one.kudos.skill) for one in thanks_on_page(charlie, bo, at_most=40)])

    show(thanks, by=bo)
    assert read() == 1  # prepared
    with django_assert_num_queries(1):
        assert read() == 1
    for number in range(29):
        kudos = thank(bo, by=make_member(f"C{number}"), text="Thanks", skill=sql, may_be_shown=True)
        show(kudos.thanked.get(), by=bo)
    with django_assert_num_queries(1):
        assert read() == 30
    assert own_kudos(bo).count() == 0
