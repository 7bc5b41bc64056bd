"""The saved policies, and which of them is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery

from peerloop.kit.text import key
from peerloop.matchmaking.models import Adoption, Comparison, Policy, Run
from peerloop.people.models import Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def may_organise(reader: Member) -> bool:
    """Whether the reader is here and organises or administers."""
    return reader.departed_at is None and has_role(reader, Role.ORGANISER, Role.ADMINISTRATOR)


def policies_seen_by(reader: Member) -> QuerySet[Policy]:
    """Policies, saved and only tried, for whoever organises or administers."""
    return Policy.objects.all() if may_organise(reader) else Policy.objects.none()


def saved_policies(reader: Member) -> QuerySet[Policy]:
    """Policies that have a name, the latest first, with their teams and whether they ``had_run``."""
    named = policies_seen_by(reader).exclude(name="")
    had_run = Exists(Run.objects.filter(policy=OuterRef("pk")))
    listed: QuerySet[Any] = named.annotate(had_run=had_run).select_related("by").prefetch_related("teams")
    return listed.order_by("-at", "-pk")


def comparisons_seen_by(reader: Member) -> QuerySet[Comparison]:
    """Comparisons with their drafts, for whoever organises or administers."""
    if not may_organise(reader):
        return Comparison.objects.none()
    steps = [f"{side}__{step}" for side in ("one", "other") for step in ("policy", "publication", "withdrawal", "stop")]
    return Comparison.objects.select_related("by", *steps)


def policy_in_force(kind: str = Policy.Kind.MENTORING) -> Policy | None:
    """The policy by which runs of a kind go; None: what Peerloop comes with."""
    latest = Adoption.objects.filter(kind=kind).select_related("policy").order_by("-at", "-pk").first()
    return latest.policy if latest else None


def policies_in_force() -> dict[str, Policy | None]:
    """The policies by which runs go, by kind; none or None: what Peerloop comes with. One query."""
    newest = Adoption.objects.filter(kind=OuterRef("kind")).order_by("-at", "-pk").values("pk")[:1]
    return {one.kind: one.policy for one in Adoption.objects.filter(pk=Subquery(newest)).select_related("policy")}


def policy_named(name: str) -> Policy | None:
    """The saved policy of a name, in any case and spacing."""
    sought = key(name)
    return next((policy for policy in Policy.objects.exclude(name="") if key(policy.name) == sought), None)
