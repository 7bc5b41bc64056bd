"""Many at a time offer, want, merge and take back: nothing stands where nobody sees it, and nothing is lost."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from tests.races.test_booking import CLIENTS, at_once

from peerloop.skills.actions import merge_skills, offer, propose_skill, take_back_merge, want
from peerloop.skills.models import Merge, Need, Offer, Skill
from peerloop.skills.queries import stands_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_merges_at_once_one_is_told_that_it_is_too_late(db: None) -> None:
    one, other = propose_skill("JS scripting", by=None), propose_skill("JavaScript", by=None)

    def merge(number: int) -> str:
        try:
            merge_skills(*((one, other) if number % 2 else (other, one)), by=None)
        except ValidationError:
            return "too late"
        return "merged"

    assert at_once(merge) == {"merged": 1, "too late": CLIENTS - 1}
    assert Skill.objects.count() == 1


def test_what_is_said_while_skills_merge_and_part_shows_where_its_skill_stands(
    make_member: Callable[..., Member],
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("some two hundred writers one after another outlast SQLite’s patience; races count on PostgreSQL")
    skills = [propose_skill(f"Skill {letter}", by=None) for letter in "ABCD"]
    members = [make_member(f"M {number}") for number in range(CLIENTS)]

    def say_or_merge(number: int) -> str:
        chance = random.Random(number)
        if number % 4 == 0:
            try:
                merge = merge_skills(*chance.sample(skills, 2), by=None)
                if number % 8:
                    take_back_merge(merge, by=None)
            except ValidationError:
                return "too late"
            return "merged"
        for skill in chance.sample(skills, 3):
            offer(members[number], skill=skill, level=chance.randint(1, 5))
            want(members[number], skill=skill, level=2)
        return "said"

    assert at_once(say_or_merge)["said"] == CLIENTS * 3 // 4
    for model in (Offer, Need):
        said = {(row.member_id, stands_for(row.home or row.skill).pk) for row in model.everything.all()}
        assert set(model.objects.values_list("member", "skill")) == said
        assert {member for member, _skill in said} == {member.pk for number, member in enumerate(members) if number % 4}
    while merge := Merge.objects.first():
        take_back_merge(merge, by=None)
    assert set(Offer.everything.values_list("home", flat=True)) == {None}
