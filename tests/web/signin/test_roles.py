"""Who is signed in comes with their roles, in one query, and as both stand at that request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peerloop.people.actions import depart
from peerloop.people.models import RoleGrant
from peerloop.people.signed_in import MemberBackend

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member


def test_a_member_comes_with_their_roles_as_they_stand(alice: Member, bo: Member) -> None:
    backend = MemberBackend()
    for role in ("organiser", "moderator"):
        RoleGrant.objects.create(member=alice, role=role)
    for member, roles in ((alice, {"organiser", "moderator"}), (bo, set())):
        with CaptureQueriesContext(connection) as asked:
            found = backend.get_user(member.pk)
            assert (found, found.roles, found.name) == (member, roles, member.name)
        assert len(asked) == 1
    RoleGrant.objects.filter(role="organiser").delete()
    assert backend.get_user(alice.pk).roles == {"moderator"}


def test_who_has_left_or_never_was_is_nobody(alice: Member) -> None:
    backend = MemberBackend()
    depart(alice, by=None)
    assert [backend.get_user(pk) for pk in (alice.pk, 0, 2**70)] == [None, None, None]


def test_a_session_ends_with_the_next_request_of_who_has_left(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert get_user(browser) == alice
    depart(alice, by=None)
    assert not get_user(browser).is_authenticated
