"""Documents follow their objects, in the transaction of the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from peerloop.people.actions import depart, found_team, join, update_profile, welcome_back
from peerloop.search.actions import index
from peerloop.search.models import Document

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def words(kind: str, subject: int) -> list[str]:
    return [" ".join(one.tokens.split()[1:]) for one in Document.objects.filter(kind=kind, subject=subject)]


def test_a_member_can_be_found_while_they_are_here(make_member: MakeMember) -> None:
    member = make_member("Zoë Größe", email="zoe@example.org", team=found_team("Sales"), place="Łódź")
    assert words("member", member.pk) == ["zoe grosse sales lodz"]
    update_profile(member, by=None, name="Zoë Kleiner")
    assert words("member", member.pk) == ["zoe kleiner sales lodz"]
    depart(member, by=None)
    assert words("member", member.pk) == []
    welcome_back(member, by=None)
    assert words("member", member.pk) == ["zoe kleiner sales lodz"]


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_was_never_to_be_found() -> None:
    with transaction.atomic():
        join(email="zoe@example.org", name="Zoe")
        transaction.set_rollback(True)
    assert not Document.objects.exists()


def test_what_says_the_same_is_not_written_again(alice: Member, django_assert_num_queries) -> None:
    index("member", [alice.pk])
    with django_assert_num_queries(5):  # a savepoint, what is there, what two rooms say
        index("member", [alice.pk, alice.pk])
