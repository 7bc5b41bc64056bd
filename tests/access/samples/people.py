"""Members, and what they keep about themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.utils.crypto import get_random_string
from tests.access.samples.registry import sample

from peerloop.people.actions import add_absence, avoid, block, grant_role
from peerloop.people.models import Avoidance, Block, RoleGrant

if TYPE_CHECKING:
    from peerloop.people.models import Member


@sample("member")
def a_member(owner: Member, other: Member) -> dict[str, Any]:
    """A member is their own."""
    return {"pk": owner.pk}


@sample("absence")
def an_absence(owner: Member, other: Member) -> dict[str, Any]:
    """Days away."""
    return {"pk": add_absence(owner, starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 31)).pk}


@sample("avoidance")
def an_avoidance(owner: Member, other: Member) -> dict[str, Any]:
    """The owner would rather not meet the other."""
    avoid(owner, other)
    return {"pk": Avoidance.objects.get(member=owner, other=other).pk}


@sample("block")
def a_block(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has blocked the other."""
    block(owner, other)
    return {"pk": Block.objects.get(member=owner, other=other).pk}


@sample("device")
def a_device(owner: Member, other: Member) -> dict[str, Any]:
    """A browser in which the owner is signed in."""
    one = UserSession.objects.create(user=owner, ip="192.0.2.1", user_agent="x", session_key=get_random_string(32))
    return {"pk": one.pk}


@sample("administration")
def a_role(owner: Member, other: Member) -> dict[str, Any]:
    """A role that somebody holds, as the administration addresses it."""
    grant_role(other, "analyst", by=None)
    grant = RoleGrant.objects.get(member=other, role="analyst")
    kind = ContentType.objects.get_for_model(RoleGrant).pk
    return {"object_id": grant.pk, "content_type_id": kind, "app_label": "people"}
