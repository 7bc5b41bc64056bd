"""A file that names a merged skill means the one that it went into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.intake.actions import apply_import
from peerloop.skills.actions import (
    add_alias,
    drop_need,
    merge_skills,
    offer,
    propose_skill,
    take_back_merge,
    want,
    withdraw_offer,
)
from peerloop.skills.models import Need, Offer, Skill

if TYPE_CHECKING:
    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db
FILE = b"email,name,offers,needs\nalice@example.org,Alice,js scripting:4,Browser things:2\n"


@pytest.fixture
def two(db: None) -> tuple[Skill, Skill]:
    gone, into = propose_skill("JS scripting", by=None), propose_skill("JavaScript", by=None)
    add_alias(gone, "Browser things", by=None)
    return gone, into


def test_names_and_aliases_mean_the_other(two: tuple[Skill, Skill], alice: Member) -> None:
    merge = merge_skills(*two, by=None)
    assert apply_import(FILE, "people.csv", by=None).counts["skills"] == 0
    assert (Offer.objects.get().skill, Need.objects.get().skill) == (two[1], two[1])
    again = apply_import(FILE, "people.csv", by=None).counts
    assert (again["offers"], again["needs"]) == (0, 0)
    take_back_merge(merge, by=None)
    assert (Offer.objects.get().skill, Need.objects.get().skill) == (two[1], two[1])


def test_what_somebody_took_back_stays_away_under_either_name(two: tuple[Skill, Skill], alice: Member) -> None:
    withdraw_offer(offer(alice, skill=two[0], level=3), by=alice)
    drop_need(want(alice, skill=two[0], level=3), by=alice)
    merge_skills(*two, by=None)
    content = FILE.replace(b"js scripting", b"JavaScript").replace(b"Browser things", b"JavaScript")
    for one in (FILE, content):
        counts = apply_import(one, "people.csv", by=None).counts
        assert (counts["offers"], counts["needs"]) == (0, 0)
