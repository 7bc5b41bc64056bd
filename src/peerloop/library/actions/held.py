"""Take a resource in hand: its row locked, its parts fresh, so that what is done about it follows one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from peerloop.library.models import Contributor, Resource, Version
from peerloop.library.queries.seen import resources_seen_by
from peerloop.library.rules.states import is_author
from peerloop.people.rules import require

if TYPE_CHECKING:
    from peerloop.people.models import Member


@dataclass(frozen=True)
class Held:
    """A resource under its lock, its newest version with what peers say of it, and who has a part in it."""

    resource: Resource
    latest: Version
    contributors: list[Contributor]

    @property
    def authors(self) -> list[int]:
        """Who writes it, by id."""
        return [one.member_id for one in self.contributors if one.part == Contributor.Part.AUTHOR]


def held(resource: Resource, *, by: Member | None) -> Held:
    """Return it as it stands under its lock; raises ``PermissionDenied`` for who does not see it."""
    if by is not None and not resources_seen_by(by).filter(pk=resource.pk).exists():
        raise PermissionDenied
    if not Resource.objects.select_for_update(no_key=True).filter(pk=resource.pk).exists():
        raise PermissionDenied  # somebody has just deleted it
    stands = Resource.objects.select_related("withdrawal", "current", "thread").get(pk=resource.pk)
    newest = Version.objects.filter(resource=stands).select_related("file").prefetch_related("reviews__verdict")
    people = Contributor.objects.filter(resource=stands).select_related("consent", "member").order_by("pk")
    return Held(stands, newest.latest("number"), list(people))


def written(resource: Resource, *, by: Member) -> Held:
    """Return the same for who writes it; raises ``PermissionDenied`` for anybody else."""
    stands = held(resource, by=by)
    require(is_author(stands.contributors, by))
    return stands
