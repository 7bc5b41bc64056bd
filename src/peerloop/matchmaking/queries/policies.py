"""The saved policies, and which of them is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.text import key
from peerloop.matchmaking.models import Adoption, Policy
from peerloop.people.models import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def policies_seen_by(reader: Member) -> QuerySet[Policy]:
    """Policies, saved and only tried, for whoever organises or administers."""
    if reader.departed_at is None and reader.roles & {Role.ORGANISER, Role.ADMINISTRATOR}:
        return Policy.objects.all()
    return Policy.objects.none()


def saved_policies(reader: Member) -> QuerySet[Policy]:
    """Policies that have a name, the latest first."""
    return policies_seen_by(reader).exclude(name="").select_related("by").order_by("-at", "-pk")


def policy_in_force(kind: str = Policy.Kind.MENTORING) -> Policy | None:
    """The policy by which runs of a kind go; None: what Peerloop comes with."""
    latest = Adoption.objects.filter(kind=kind).select_related("policy").order_by("-at", "-pk").first()
    return latest.policy if latest else None


def policy_named(name: str) -> Policy | None:
    """The saved policy of a name, in any case and spacing."""
    sought = key(name)
    return next((policy for policy in Policy.objects.exclude(name="") if key(policy.name) == sought), None)
