"""What of the library waits for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from peerloop.kit.prepared import answers, prepared
from peerloop.library.models import Contributor, Review, Version
from peerloop.library.queries.seen import interviews_seen_by, resources_seen_by
from peerloop.library.queries.told import titled

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.library.models import Interview
    from peerloop.people.models import Member


@prepared
def reviews_waiting(reader: Member, *, at_most: int) -> QuerySet[Review]:
    """What the reader is asked to look at before it is published, the oldest first."""
    return _reviews(reader).select_related("version").order_by("at", "pk")[:at_most]


@prepared
def consents_waiting(reader: Member, *, at_most: int) -> QuerySet[Contributor]:
    """What cannot be published without the reader's yes; each with its ``title``."""
    rows: QuerySet[Contributor] = titled(_consents(reader).order_by("at", "pk"), "resource")
    return rows[:at_most]


@prepared
def interviews_waiting(reader: Member, *, at_most: int) -> QuerySet[Interview]:
    """Interviews that the reader is asked for and has not answered."""
    rows: QuerySet[Interview] = titled(_interviews(reader).order_by("at", "pk"), "resource")
    return rows[:at_most]


def interviews_asked(reader: Member) -> list[Interview]:
    """Return all of these, with who asks for them."""
    there = _interviews(reader).select_related("resource__by").prefetch_related("resource__versions")
    return list(there.order_by("pk"))


def waiting_for(reader: Member) -> dict[str, int]:
    """Return how many reviews, consents and interviews wait for the reader."""
    there = answers([_reviewed.of(reader), _agreed.of(reader), _answered.of(reader)])
    return dict(zip(("reviews", "agree", "interviews"), map(len, there), strict=True))


def to_agree(reader: Member) -> QuerySet[Contributor]:
    """Where the reader has a say and has not agreed to the newest version."""
    newest = Version.objects.filter(resource=OuterRef("resource")).order_by("-number").values("at")[:1]
    waits = Q(consent=None) | Q(consent__at__lt=Subquery(newest))
    return Contributor.objects.filter(waits, member=reader).exclude(part="author")


@prepared
def _reviewed(reader: Member) -> QuerySet[Review, int]:
    return _reviews(reader).values_list("pk", flat=True)


@prepared
def _agreed(reader: Member) -> QuerySet[Contributor, int]:
    return _consents(reader).values_list("pk", flat=True)


@prepared
def _answered(reader: Member) -> QuerySet[Interview, int]:
    return _interviews(reader).values_list("pk", flat=True)


def _reviews(reader: Member) -> QuerySet[Review]:
    there = resources_seen_by(reader).values("pk")
    return Review.objects.filter(reviewer=reader, verdict=None, version__resource__in=there)


def _consents(reader: Member) -> QuerySet[Contributor]:
    return to_agree(reader).filter(resource__in=resources_seen_by(reader).values("pk"))


def _interviews(reader: Member) -> QuerySet[Interview]:
    return interviews_seen_by(reader).filter(guest=reader, answer=None)
