"""What follows from how a resource stands: who may have its files, whether its thread is open, what can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.discussion.actions import open_thread, set_openness
from peerloop.files.actions import grant, revoke
from peerloop.library.models import Contributor, Review, Usefulness, Version
from peerloop.library.queries.seen import reviewing
from peerloop.library.queries.useful import closed_with
from peerloop.library.rules.states import score, unasked
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.library.models import Resource


def follow(resource: Resource) -> None:
    """Bring all of it up to date; to be called under the resource's lock, at the end of what changed it."""
    people = list(Contributor.objects.filter(resource=resource).select_related("consent"))
    withdrawn = type(resource).objects.filter(pk=resource.pk, withdrawal__isnull=False).exists()
    resource.public = resource.current_id is not None and not withdrawn and not unasked(people)
    if resource.public and resource.thread is None:
        resource.thread = open_thread(by=None, open_to_all=True)
    resource.save(update_fields=["public", "current", "thread"])
    if resource.thread is not None:
        set_openness(resource.thread, open_to_all=resource.public, by=None)
    _share(resource, {one.member_id for one in people})
    index("resource", [resource.pk])


def weigh(resource: Resource) -> None:
    """Count anew how useful it was found."""
    said = list(Usefulness.objects.filter(resource=resource).values_list("how", flat=True))
    very, partly, unhelpful = (said.count(how) for how in ("very", "partly", "not"))
    resource.score = score(very, partly, unhelpful, closed=closed_with([resource.pk]).get(resource.pk, 0))
    resource.save(update_fields=["score"])


def _share(resource: Resource, members: set[int]) -> None:
    """Let everybody have the files of what was published, who takes part or reviews those of all versions."""
    reviewers = Review.objects.filter(reviewing(), version__resource=resource).values_list("reviewer", flat=True)
    inside: set[int | None] = {*members, *reviewers}
    versions = Version.objects.filter(resource=resource).exclude(file=None).select_related("file")
    open_to_all = set(versions.filter(Q(publication__isnull=False)).values_list("file", flat=True))
    for file in {version.file_id: version.file for version in versions}.values():
        if file is None:
            continue
        wanted = inside | ({None} if resource.public and file.pk in open_to_all else set())
        had = set(file.grants.values_list("member", flat=True))
        if new := wanted - had:
            grant(file, sorted(new, key=lambda one: one or 0), by=None)
        if gone := had - wanted:
            revoke(file, sorted(gone, key=lambda one: one or 0), by=None)
