"""It is Monday, 23 November 2026, 08:00 in London; Alice has written down how to read a flame graph."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from peerloop.kit import clock
from peerloop.library.actions import ask_for_review, begin_resource, give_verdict, publish
from peerloop.library.models import Resource, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning(db: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.DATA = tmp_path
    with clock.at(MONDAY):
        yield


@pytest.fixture
def draft(alice: Member) -> Resource:
    return begin_resource(
        by=alice, kind="tip", title="Reading a flame graph", text="Wide is slow. Look at the plateaus."
    )


@pytest.fixture
def published(draft: Resource, alice: Member, bo: Member) -> Resource:
    """Bo has found it ready, and Alice has published it."""
    return reviewed(draft, alice, bo)


def reviewed(resource: Resource, author: Member, peer: Member) -> Resource:
    """Let a peer find the newest version ready, and its author publish it."""
    review = ask_for_review(resource, peer, by=author)
    give_verdict(review, by=peer, number=newest(resource).number, says="ready")
    publish(resource, by=author)
    return again(resource)


def newest(resource: Resource) -> Version:
    return Version.objects.filter(resource=resource).latest("number")


def again(resource: Resource) -> Resource:
    """Return the row as it stands."""
    return Resource.objects.select_related("current", "thread", "withdrawal").get(pk=resource.pk)
