"""What a resource's page asks for: each query is compiled once, and most have no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.discussion.queries import posts_seen_by, threads_seen_by
from peerloop.kit.prepared import prepared
from peerloop.library.models import (
    Collection,
    Contributor,
    GuestContact,
    Interview,
    Item,
    Origin,
    Resource,
    Review,
    Spot,
    Use,
    Usefulness,
    Version,
)
from peerloop.library.queries.seen import checks_seen_by, disputes_seen_by, judgements_seen_by, resources_seen_by
from peerloop.loops.models import Loop
from peerloop.schedule.queries import sessions_seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.library.models import Check, Dispute
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

MOST_JUDGEMENTS, MOST_SPOTS, MOST_LOOPS = 30, 100, 20
STATES = ("skill", "ask", "thread__closing", "withdrawal__by", "current__file__preview")


@prepared
def resource_on_page(reader: Member, pk: int) -> QuerySet[Resource]:
    """The resource where the reader sees it; ``talks``: whether they read its thread."""
    thread = threads_seen_by(reader).filter(pk=OuterRef("thread"))
    return resources_seen_by(reader).filter(pk=pk).annotate(talks=Exists(thread)).select_related(*STATES)


@prepared
def people(resource: Resource) -> QuerySet[Contributor]:
    """Who has a part in it, the first author first."""
    return Contributor.objects.filter(resource=resource).select_related("member", "consent").order_by("pk")


@prepared
def newest(resource: Resource) -> QuerySet[Version]:
    """Its newest version."""
    there = Version.objects.filter(resource=resource).select_related("file__preview", "by")
    return there.order_by("-number")[:1]


@prepared
def asked_of(reader: Member, resource: Resource) -> QuerySet[Review]:
    """What the reader was asked last to look at."""
    there = Review.objects.filter(version__resource=resource, reviewer=reader)
    return there.select_related("verdict").order_by("-pk")[:1]


@prepared
def disputes(reader: Member, resource: Resource) -> QuerySet[Dispute]:
    """What is or was doubted, in order."""
    there = disputes_seen_by(reader).filter(version__resource=resource)
    return there.select_related("by", "resolution__by", "version").order_by("pk")


@prepared
def checks(reader: Member, resource: Resource) -> QuerySet[Check]:
    """The links to check it with, in order."""
    return checks_seen_by(reader).filter(resource=resource).select_related("by").order_by("pk")


@prepared
def judgements(reader: Member, resource: Resource) -> QuerySet[Usefulness]:
    """How useful others found it, the newest first."""
    there = judgements_seen_by(reader).filter(resource=resource).exclude(member=reader)
    return there.select_related("member").order_by("-at", "-pk")[:MOST_JUDGEMENTS]


@prepared
def judged(reader: Member, resource: Resource) -> QuerySet[Usefulness]:
    """How useful the reader found it."""
    return Usefulness.objects.filter(resource=resource, member=reader)


@prepared
def spots(reader: Member, resource: Resource) -> QuerySet[Spot]:
    """The places that posts are about, as far as their words are still there for the reader."""
    readable = posts_seen_by(reader).filter(Q(hiding=None) | Q(by=reader), taken_back=None)
    readable = readable.filter(pk=OuterRef("post"), thread=OuterRef("resource__thread"))
    there = Spot.objects.filter(Exists(readable), resource=resource)
    return there.select_related("post__by").order_by("pk")[:MOST_SPOTS]


@prepared
def open_loops(reader: Member, resource: Resource) -> QuerySet[Loop]:
    """The reader's open loops, the newest first; ``used``: whether they have taken the resource along."""
    used = Exists(Use.objects.filter(resource=resource, loop=OuterRef("pk")))
    own = Loop.objects.filter(learner=reader, reflection=None, release=None).annotate(used=used)
    return own.select_related("skill").order_by("-pk")[:MOST_LOOPS]


@prepared
def shelves(reader: Member, resource: Resource) -> QuerySet[Collection]:
    """The reader's own collections by title; ``there``: whether it stands there."""
    there = Exists(Item.objects.filter(resource=resource, collection=OuterRef("pk")))
    return Collection.objects.filter(by=reader).annotate(there=there).order_by("title", "pk")


@prepared
def interview(resource: Resource) -> QuerySet[Interview]:
    """The interview that it is."""
    return Interview.objects.filter(resource=resource).select_related("guest", "answer")


@prepared
def contact(resource: Resource) -> QuerySet[GuestContact]:
    """How the guest is reached."""
    return GuestContact.objects.filter(resource=resource)


@prepared
def session(reader: Member, resource: Resource) -> QuerySet[Session]:
    """The session that it came of, where the reader may look at it."""
    return sessions_seen_by(reader).filter(pk__in=Origin.objects.filter(resource=resource).values("session"))
