"""What is asked of the index is prepared for every kind, and finds what its guard shows each reader at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from peerloop.kit.prepared import prepared
from peerloop.people.actions import block
from peerloop.questions.actions import ask as ask_question
from peerloop.search.kinds import kinds
from peerloop.search.models import Document
from peerloop.search.queries import _asked
from peerloop.search.rules.matching import match
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member


@pytest.mark.parametrize("kind", sorted(kinds))
def test_every_kind_is_asked_as_its_guard_says(
    kind: str, alice: Member, bo: Member, dana: Member, make_member: MakeMember
) -> None:
    propose_skill("Rust", by=bo)
    ask_question(by=bo, title="How do you begin with Rust?")
    readers = (alice, bo, dana, make_member("Olga", roles=["organiser"]))
    asked, new = match(kind, [], vendor=connection.vendor), prepared(_asked.build)

    def agree() -> None:
        seen_by = kinds[kind].seen_by
        for reader in readers:
            there = set(seen_by(reader).values_list("pk", flat=True))
            subjects = Document.objects.filter(kind=kind).order_by("-pk").values_list("subject", flat=True)
            for _turn in range(2):
                rows = new(reader, asked, kind=kind, at_most=99)
                assert [subject for _pk, _kind, subject, *_words in rows] == [pk for pk in subjects if pk in there]

    agree()
    block(bo, alice)
    agree()
    assert None not in new.plans.values()
