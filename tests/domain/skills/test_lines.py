"""Offers, needs and endorsements: who may write them and who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.people.actions import block, depart
from peerloop.skills.actions import (
    add_alias,
    add_broader,
    confirm_offer,
    drop_need,
    endorse,
    offer,
    propose_skill,
    want,
    withdraw_endorsement,
    withdraw_offer,
)
from peerloop.skills.models import Need, Offer
from peerloop.skills.queries import (
    endorsements_seen_by,
    how_many_help,
    needs_seen_by,
    offers_seen_by,
    waiting_offers,
)
from peerloop.skills.rules import AlreadyThere, BadLine, NotASkill

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def verbs() -> list[str]:
    """This room's, in order; the rooms above react with their own."""
    ours = Entry.objects.filter(verb__regex="^(offer|need|endorsement)[.]")
    return list(ours.order_by("pk").values_list("verb", flat=True))


def test_a_known_skill_is_not_proposed_twice(alice: Member, rust: Skill) -> None:
    with pytest.raises(AlreadyThere) as known:
        propose_skill(" RUST ", by=alice)
    assert known.value.skill == rust


@pytest.mark.parametrize("name", ["", "  ", "\x00", "+++", "x" * 121, "\ufdfa" * 100])
def test_what_cannot_be_a_skills_name(alice: Member, name: str) -> None:
    with pytest.raises(NotASkill):
        propose_skill(name, by=alice)


def test_an_alias_means_one_skill_only(rust: Skill) -> None:
    go = propose_skill("Go", by=None)
    add_alias(go, "Golang", by=None)
    with pytest.raises(AlreadyThere):
        add_alias(rust, "golang", by=None)


def test_nothing_is_broader_than_itself(rust: Skill) -> None:
    programming = propose_skill("Programming", by=None)
    add_broader(rust, programming, by=None)
    with pytest.raises(ValidationError):
        add_broader(programming, rust, by=None)
    with pytest.raises(ValidationError):
        add_broader(rust, rust, by=None)
    assert list(programming.narrower.all()) == [rust]


def test_an_offer_is_made_changed_and_withdrawn(alice: Member, bo: Member, rust: Skill) -> None:
    made = offer(bo, skill=rust, level=4, text=" borrow  checker ")
    assert (made.level, made.text, made.confirmed_at is not None) == (4, "borrow checker", True)
    assert offer(bo, skill=rust, level=5) == made
    with pytest.raises(PermissionDenied):
        withdraw_offer(made, by=alice)
    withdraw_offer(made, by=bo)
    assert list(Offer.objects.all()) == []
    assert verbs() == ["offer.made", "offer.made", "offer.withdrawn"]


def test_an_imported_offer_is_its_members_alone_until_their_yes(alice: Member, bo: Member, rust: Skill) -> None:
    waiting = offer(bo, skill=rust, confirmed=False)
    assert list(waiting_offers(bo)) == list(offers_seen_by(bo)) == [waiting]
    assert list(offers_seen_by(alice)) == []
    with pytest.raises(PermissionDenied):
        confirm_offer(waiting, by=alice)
    confirm_offer(waiting, by=bo)
    confirm_offer(waiting, by=bo)
    assert list(waiting_offers(bo)) == []
    assert list(offers_seen_by(alice)) == [waiting]
    assert verbs() == ["offer.made", "offer.confirmed"]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"level": 0}, "level"), ({"level": 6}, "level"), ({"pace": "soon"}, "pace"), ({"text": "x" * 281}, "text"),
     ({"visibility": "all"}, "visibility")],
)  # fmt: skip
def test_a_wrong_need_names_its_field(alice: Member, rust: Skill, given: dict, field: str) -> None:
    with pytest.raises(BadLine) as wrong:
        want(alice, skill=rust, **given)
    assert list(wrong.value.message_dict) == [field]
    assert list(Need.objects.all()) == []


def test_a_need_is_stated_changed_and_dropped(alice: Member, bo: Member, rust: Skill) -> None:
    need = want(alice, skill=rust, level=3)
    assert want(alice, skill=rust, level=4, pace="weeks") == need
    with pytest.raises(PermissionDenied):
        drop_need(need, by=bo)
    drop_need(need, by=alice)
    assert verbs() == ["need.stated", "need.stated", "need.dropped"]


@pytest.mark.parametrize(("visibility", "seen"), [("private", False), ("matching", False), ("public", True)])
def test_a_manager_sees_of_needs_what_everybody_sees(
    alice: Member, dana: Member, bo: Member, rust: Skill, visibility: str, seen: bool
) -> None:
    need = want(alice, skill=rust, visibility=visibility)
    assert list(needs_seen_by(alice)) == [need]
    assert list(needs_seen_by(bo)) == list(needs_seen_by(dana)) == ([need] if seen else [])


def test_a_block_hides_offers_needs_and_endorsements_either_way(
    alice: Member, bo: Member, charlie: Member, rust: Skill
) -> None:
    made = offer(bo, skill=rust)
    want(bo, skill=rust, visibility="public")
    word = endorse(made, by=charlie)
    assert list(endorsements_seen_by(alice)) == [word]
    block(charlie, alice)
    assert list(endorsements_seen_by(alice)) == []
    block(alice, bo)
    for one, other in ((alice, bo), (bo, alice)):
        assert list(offers_seen_by(one).filter(member=other)) == []
        assert list(needs_seen_by(one).filter(member=other)) == []


def test_who_has_left_is_not_shown(alice: Member, bo: Member, rust: Skill) -> None:
    offer(bo, skill=rust)
    assert how_many_help(alice, [rust]) == {rust.pk: 1}
    depart(bo, by=None)
    assert list(offers_seen_by(alice)) == []
    assert how_many_help(alice, [rust]) == {}
    bo.refresh_from_db()
    with pytest.raises(PermissionDenied):
        want(bo, skill=rust)


def test_nobody_vouches_for_themselves_or_for_their_reports(
    alice: Member, dana: Member, bo: Member, rust: Skill, make_member: MakeMember
) -> None:
    above = make_member("Erin")
    dana.manager = above
    dana.save()
    hers = offer(alice, skill=rust)
    for one in (alice, dana, above):
        with pytest.raises(PermissionDenied):
            endorse(hers, by=one)
    managers = offer(dana, skill=rust)
    assert endorse(managers, by=alice, text="Saw it").text == "Saw it"
    assert endorse(hers, by=bo).by == bo


def test_an_unconfirmed_offer_a_leaver_and_a_blocked_one_cannot_be_vouched_for(
    alice: Member, bo: Member, charlie: Member, rust: Skill
) -> None:
    waiting = offer(bo, skill=rust, confirmed=False)
    with pytest.raises(PermissionDenied):
        endorse(waiting, by=alice)
    confirm_offer(waiting, by=bo)
    block(bo, charlie)
    with pytest.raises(PermissionDenied):
        endorse(Offer.objects.get(), by=charlie)
    depart(alice, by=None)
    alice.refresh_from_db()
    with pytest.raises(PermissionDenied):
        endorse(Offer.objects.get(), by=alice)


def test_an_endorsement_is_changed_withdrawn_and_falls_when_its_author_becomes_the_manager(
    alice: Member, bo: Member, charlie: Member, rust: Skill
) -> None:
    made = offer(bo, skill=rust)
    first = endorse(made, by=alice, text="Good")
    assert endorse(made, by=alice, text="Very good") == first
    with pytest.raises(PermissionDenied):
        withdraw_endorsement(first, by=bo)
    bo.manager = alice
    bo.save()
    assert list(endorsements_seen_by(charlie)) == []
    withdraw_endorsement(first, by=alice)
    assert verbs() == ["offer.made", "offer.endorsed", "offer.endorsed", "endorsement.withdrawn"]
