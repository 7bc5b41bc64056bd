"""Who waits for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.matchmaking.models import Pairing, Request
from peerloop.skills.models import Need, Visibility

if TYPE_CHECKING:
    from django.db.models import QuerySet


def unmet_needs() -> QuerySet[Need]:
    """Needs that matching may see and that have neither an open request nor a running pairing."""
    underway = Request.objects.filter(outcome=None, need__isnull=False).values("need")
    paired = set(Pairing.objects.filter(ending=None).values_list("learner", "skill"))
    needs = Need.objects.exclude(visibility=Visibility.PRIVATE).exclude(pk__in=underway)
    met = [pk for pk, *pair in needs.filter(skill__in={skill for _, skill in paired}).values_list(
        "pk", "member", "skill") if tuple(pair) in paired]  # fmt: skip
    return needs.exclude(pk__in=met)
