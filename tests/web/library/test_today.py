"""What of the library waits for somebody stands on their Today, and on nobody else's, until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils.html import strip_tags

from peerloop.library.actions import answer_interview, ask_for_interview, ask_for_review, begin_resource, give_verdict

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

REVIEW = "A colleague asks for your eye before “Reading a flame graph” is published."
INTERVIEW = "A colleague would like to ask you about “Night shifts”."
CONSENT = "“Night shifts” has your words in it."


@pytest.fixture(autouse=True)
def _kept_apart(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


def waits(browser: Client) -> list[str]:
    words = " ".join(strip_tags(browser.get("/").text).split())
    return [one for one in (REVIEW, INTERVIEW, CONSENT) if one in words]


def test_a_draft_waits_for_its_reviewer_until_they_have_said(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    draft = begin_resource(by=alice, kind="tip", title="Reading a flame graph", text="Wide is slow.")
    review = ask_for_review(draft, bo, by=alice)
    assert [waits(client_of(one)) for one in (alice, bo, charlie)] == [[], [REVIEW], []]
    give_verdict(review, by=bo, number=1, says="ready")
    assert waits(client_of(bo)) == []


def test_an_interview_waits_for_its_guest_until_they_have_answered(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    interview = ask_for_interview(by=alice, guest=bo, title="Night shifts")
    assert waits(client_of(bo)) == [INTERVIEW]
    answer_interview(interview, by=bo, yes=True)
    assert (INTERVIEW in waits(client_of(bo)), waits(client_of(alice))) == (False, [])
