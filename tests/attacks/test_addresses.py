"""Numbers that no row has, at every address with a number in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.access.routes import routes

from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

BEYOND = [2**31, 2**63 - 1, 2**63, 2**70, 0]
NUMBERED = sorted({route.name for route in routes() if set(route.arguments) == {"pk"} and not route.foreign})


def test_there_are_addresses_to_try() -> None:
    assert len(NUMBERED) > 20


@pytest.mark.parametrize("pk", BEYOND)
def test_a_number_that_no_row_has_is_missing_and_breaks_nothing(
    pk: int, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4, pace="any", text="")
    need = want(alice, skill=rust, level=2, pace="any", text="", visibility="matching")
    browser = client_of(alice)
    browser.raise_request_exception = False
    for address in (f"/members/{bo.pk}", f"/skills/{rust.pk}", f"/needs/{need.pk}/suggestions"):
        assert browser.get(address).status_code == 200  # whatever is kept of a first look serves the next
    answers = {name: browser.get(reverse(name, args=[pk])).status_code for name in NUMBERED}
    assert {name: status for name, status in answers.items() if status not in {403, 404, 405}} == {}
