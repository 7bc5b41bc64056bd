"""The guards: what of the library somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from peerloop.library.models import (
    Check,
    Collection,
    Contributor,
    Dispute,
    Interview,
    Resource,
    Review,
    Usefulness,
    Version,
)
from peerloop.people.models import Block

if TYPE_CHECKING:
    from peerloop.people.models import Member


def resources_seen_by(reader: Member) -> QuerySet[Resource]:
    """What is published, what the reader has a part in or is asked to review, and what they have withdrawn.

    Less that of anybody whom a block keeps apart from the reader. What the reader has a part in stays theirs all the
    same: who is interviewed could not take their yes back otherwise, and who interviewed them would need but a block.
    """
    if reader.departed_at is not None:
        return Resource.objects.none()
    theirs = Contributor.objects.filter(resource=OuterRef("pk"), member=reader)
    asked = _reviewing(reader, "pk")
    apart = Contributor.objects.filter(Exists(_between(reader, "member")), resource=OuterRef("pk"))
    missing = Contributor.objects.filter(resource=OuterRef("pk"), consent=None).exclude(part=Contributor.Part.AUTHOR)
    withdrawn = Q(withdrawal__by=reader) & ~Exists(missing)
    open_to = Q(public=True) | withdrawn | Exists(theirs) | Exists(asked)
    return Resource.objects.filter(open_to).exclude(Exists(apart) & ~Exists(theirs))


def resources_written_by(member: Member) -> QuerySet[Resource]:
    """Those that the member may change: where they are an author."""
    writes = Contributor.objects.filter(resource=OuterRef("pk"), member=member, part=Contributor.Part.AUTHOR)
    return resources_seen_by(member).filter(Exists(writes))


def resources_with(member: Member) -> QuerySet[Resource]:
    """Those in which the member is interviewed or that came of a session they led: they have to agree."""
    has_a_say = Contributor.objects.filter(resource=OuterRef("pk"), member=member).exclude(part="author")
    return resources_seen_by(member).filter(Exists(has_a_say))


def versions_seen_by(reader: Member) -> QuerySet[Version]:
    """Of what the reader sees, the versions that were published; all of them for who writes or reviews it."""
    inside = Contributor.objects.filter(resource=OuterRef("resource"), member=reader)
    asked = _reviewing(reader, "resource")
    there = Version.objects.filter(resource__in=resources_seen_by(reader).values("pk"))
    return there.filter(Q(publication__isnull=False) | Exists(inside) | Exists(asked))


def reviews_asked_of(member: Member) -> QuerySet[Review]:
    """The reviews that the member was asked for."""
    return Review.objects.filter(reviewer=member, version__resource__in=resources_seen_by(member).values("pk"))


def interviews_seen_by(reader: Member) -> QuerySet[Interview]:
    """The interviews that the reader leads or is asked for."""
    if reader.departed_at is not None:
        return Interview.objects.none()
    writes = Contributor.objects.filter(resource=OuterRef("resource"), member=reader, part=Contributor.Part.AUTHOR)
    apart = Contributor.objects.filter(Exists(_between(reader, "member")), resource=OuterRef("resource"))
    return Interview.objects.filter(Q(guest=reader) | Exists(writes)).exclude(Exists(apart))


def disputes_seen_by(reader: Member) -> QuerySet[Dispute]:
    """What is or was doubted of what the reader sees, less the words of somebody a block keeps apart."""
    there = Dispute.objects.filter(version__in=versions_seen_by(reader).values("pk"))
    return there.exclude(Exists(_between(reader, "by")))


def checks_seen_by(reader: Member) -> QuerySet[Check]:
    """The links with which what the reader sees can be checked."""
    there = Check.objects.filter(resource__in=resources_seen_by(reader).values("pk"))
    return there.exclude(Exists(_between(reader, "by")))


def judgements_seen_by(reader: Member) -> QuerySet[Usefulness]:
    """How useful others found what the reader sees."""
    there = Usefulness.objects.filter(resource__in=resources_seen_by(reader).values("pk"))
    return there.exclude(Exists(_between(reader, "member")))


def collections_seen_by(reader: Member) -> QuerySet[Collection]:
    """Everybody's shelves, less those of somebody whom a block keeps apart from the reader."""
    if reader.departed_at is not None:
        return Collection.objects.none()
    return Collection.objects.exclude(Exists(_between(reader, "by")))


def reviewing() -> Q:
    """Reviews whose peer sees what is not public: while it is asked for, and until it was published once.

    Who has answered is a reader like all others from then on: a consent taken back counts for them, too.
    """
    return Q(verdict=None) | Q(version__resource__current=None)


def _reviewing(reader: Member, name: str) -> QuerySet[Review]:
    return Review.objects.filter(reviewing(), version__resource=OuterRef(name), reviewer=reader)


def _between(reader: Member, name: str) -> QuerySet[Block]:
    other = OuterRef(name)
    return Block.objects.filter(Q(member=reader, other=other) | Q(other=reader, member=other))
