"""The eleven principals and the people around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.access.samples import NOW

from peerloop.kit import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member

ROLES = ("facilitator", "organiser", "analyst", "moderator", "administrator")


@dataclass(frozen=True)
class World:
    """``subject`` has a manager; ``members`` by principal; ``bystander`` has nothing to do with any of them."""

    subject: Member
    bystander: Member
    members: dict[str, Member]
    cookies: dict[str, str]

    def client(self, principal: str) -> Client:
        """Return a fresh browser in which the principal is signed in, as far as it is anybody."""
        headers = {"Authorization": "Bearer nothing"} if principal == "token" else {}
        browser = Client(raise_request_exception=False, headers=headers)
        if principal in self.cookies:
            browser.cookies["sessionid"] = self.cookies[principal]
        return browser


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    """It is a Monday, 8 o'clock."""
    with clock.at(NOW):
        yield


@pytest.fixture
def world(make_member: Callable[..., Member]) -> World:
    """Everybody, signed in."""
    manager = make_member("Dana")
    members = {"manager": manager, "pair": make_member("Bo"), "member": make_member("Charlie")}
    members |= {role: make_member(f"The {role}", roles=[role]) for role in ROLES}
    members["ex-member"] = make_member("Eve")
    cookies = {}
    for principal, member in members.items():
        browser = Client()
        browser.force_login(member)
        cookies[principal] = browser.cookies["sessionid"].value
    subject = make_member("Alice", manager=manager, capacity=50)
    return World(subject, make_member("Zoe", capacity=50), members, cookies)
