"""A survey waits on the Today of whoever is asked, until they have answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.domain.pulse.conftest import opened, people

from peerloop.pulse.actions import answer_survey

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member


def test_a_survey_waits_until_it_is_answered(organiser: Member, alice: Member, client_of: ClientOf) -> None:
    people(10)
    asking = opened(organiser, title="What we need")
    browser = client_of(alice)
    assert f'href="/surveys/{asking.pk}/answer"' in browser.get("/").text
    answer_survey(asking, by=alice, said={"often": "weekly"}, wishes=[])
    assert "What we need" not in browser.get("/").text
