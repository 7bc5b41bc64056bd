"""Who sees pick-ups, and how the last looks ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from peerloop.intake.models import Fetch, Pickup
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.journal.leases import open_jobs
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def pickups_seen_by(reader: Member) -> QuerySet[Pickup]:
    """Every pick-up, for organisers and administrators."""
    if not has_role(reader, *MAY_IMPORT):
        return Pickup.objects.none()
    return Pickup.objects.select_related("by").order_by("pk")


def fetches_seen_by(reader: Member) -> QuerySet[Fetch]:
    """Every look, the latest first, for organisers and administrators."""
    if not has_role(reader, *MAY_IMPORT):
        return Fetch.objects.none()
    return Fetch.objects.select_related("pickup", "done", "upload").order_by("-at", "-pk")


def latest_fetches() -> dict[int, Fetch]:
    """Return the latest look at each pick-up."""
    latest = Fetch.objects.filter(pickup=OuterRef("pk")).order_by("-at", "-pk").values("pk")[:1]
    found = Fetch.objects.filter(pk__in=Subquery(Pickup.objects.annotate(latest=latest).values("latest")))
    return {fetch.pickup_id: fetch for fetch in found.select_related("done", "upload")}


def being_fetched() -> set[int]:
    """Return the ids of the pick-ups that the worker is to look at now."""
    asked = open_jobs().filter(kind="intake.fetch").values_list("payload", flat=True)
    return {int(payload["pickup"]) for payload in asked if "pickup" in payload}
