"""Members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

if TYPE_CHECKING:
    from peerloop.people.models import Member


def somebody(bo: Member) -> str:
    return f"/members/{bo.pk}"


PAGES = [
    Page("member", "alice", somebody),
]
