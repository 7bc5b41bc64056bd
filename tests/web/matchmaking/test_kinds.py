"""A pairing page bears a pairing about no skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from peerloop.matchmaking.actions import open_pairing
from peerloop.matchmaking.models import Pairing

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member


@pytest.mark.parametrize("kind", Pairing.Kind.values)
def test_the_page_of_each_kind_opens_for_both(kind: str, client_of: ClientOf, alice: Member, bo: Member) -> None:
    pairing = open_pairing(kind=kind, learner=alice, teacher=bo, by=None)
    for member in (alice, bo):
        assert client_of(member).get(reverse("matchmaking:pairing", args=[pairing.pk])).status_code == 200
