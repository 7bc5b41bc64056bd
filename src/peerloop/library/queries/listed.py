"""Lists of resources and collections, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from peerloop.library.models import (
    Collection,
    Contributor,
    Dispute,
    Interview,
    Item,
    Resource,
    Review,
    Usefulness,
    Version,
)
from peerloop.library.queries.seen import collections_seen_by, interviews_seen_by, resources_seen_by
from peerloop.library.rules.states import State, state
from peerloop.search.queries import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member

Which = Literal["all", "mine", "review", "agree"]
MOST_FOUND = 100


@dataclass(frozen=True)
class Row:
    """A resource in a list: the version that is shown, how it stands, whom it helped, and whether it is doubted."""

    resource: Resource
    shown: Version
    state: State
    helped: int
    judged: int
    disputed: bool

    @property
    def public(self) -> bool:
        """Whether everybody reads it."""
        return self.resource.public


def listed(
    reader: Member, *, which: Which = "all", kind: str = "", skill: int | None = None, words: str = "",
    at_most: int, beyond: int = 0,
) -> list[Row]:  # fmt: skip
    """Return resources the most useful first, those found by ``words`` the nearest first.

    "all": what is published; "mine": what the reader has a part in, the newest first; "review": what they are asked to
    review; "agree": what waits for their yes.
    """
    found = _which(resources_seen_by(reader), reader, which)
    if kind in Resource.Kind.values:
        found = found.filter(kind=kind)
    if skill is not None:
        found = found.filter(skill=skill)
    if words:
        hits = find(reader, words, among=["resource"], at_most=MOST_FOUND).of("resource")
        ids = [hit.subject for hit in hits]
        there = {row.resource.pk: row for row in rows(found.filter(pk__in=ids))}
        return [there[pk] for pk in ids if pk in there][beyond : beyond + at_most]
    order = ("-score", "-pk") if which == "all" else ("-pk",)
    return rows(found.order_by(*order)[beyond : beyond + at_most])


def these(reader: Member, ids: Sequence[int]) -> list[Row]:
    """Return the published ones of these ids that the reader sees, in the order of the ids."""
    there = {row.resource.pk: row for row in rows(resources_seen_by(reader).filter(pk__in=set(ids), public=True))}
    return [there[pk] for pk in ids if pk in there]


def rows(found: QuerySet[Resource]) -> list[Row]:
    """Return them as a list shows them, in five queries."""
    helped = Count("judgements", filter=Q(judgements__how=Usefulness.How.VERY), distinct=True)
    doubts = Dispute.objects.filter(version__resource=OuterRef("pk"), resolution=None)
    found = found.annotate(
        helped=helped, judged=Count("judgements", distinct=True), disputed=Exists(doubts)
    ).select_related("skill", "current__file__preview", "withdrawal", "by")
    newest = Prefetch(
        "versions",
        Version.objects.filter(Exists(_newest())).select_related("file__preview").prefetch_related("reviews__verdict"),
        "newest",
    )
    people = Prefetch("contributors", Contributor.objects.select_related("consent", "member").order_by("pk"))
    return [_row(one) for one in found.prefetch_related(newest, people)]


def waiting_for(reader: Member) -> dict[str, int]:
    """Return how many reviews, consents and interviews wait for the reader."""
    reviews = Review.objects.filter(reviewer=reader, verdict=None)
    agree = to_agree(reader)
    return {
        "reviews": reviews.filter(version__resource__in=resources_seen_by(reader).values("pk")).count(),
        "agree": agree.filter(resource__in=resources_seen_by(reader).values("pk")).count(),
        "interviews": len(interviews_asked(reader)),
    }


def interviews_asked(reader: Member) -> list[Interview]:
    """Return the interviews that the reader is asked for and has not answered."""
    there = interviews_seen_by(reader).filter(guest=reader, answer=None)
    return list(there.select_related("resource__by").prefetch_related("resource__versions").order_by("pk"))


def collections(reader: Member, *, at_most: int, beyond: int = 0) -> list[Collection]:
    """Return everybody's collections, the newest first, each with ``count``, how much stands there."""
    public = Q(items__resource__in=resources_seen_by(reader).filter(public=True).values("pk"))
    found = collections_seen_by(reader).annotate(count=Count("items", filter=public))
    return list(found.select_related("by").order_by("-pk")[beyond : beyond + at_most])


def some_collections(reader: Member, ids: Sequence[int]) -> list[Collection]:
    """Return the collections of these ids that the reader sees, each with ``count``."""
    public = Q(items__resource__in=resources_seen_by(reader).filter(public=True).values("pk"))
    found = collections_seen_by(reader).filter(pk__in=set(ids)).annotate(count=Count("items", filter=public))
    return list(found.select_related("by"))


def items_of(collection: Collection, reader: Member) -> list[Row]:
    """Return what stands in a collection and the reader sees, in its order."""
    ids = Item.objects.filter(collection=collection).order_by("place", "pk").values_list("resource", flat=True)
    return these(reader, list(ids))


def own_collections(reader: Member) -> list[Collection]:
    """Return the reader's own collections, by title."""
    return list(Collection.objects.filter(by=reader).order_by("title", "pk"))


def _which(found: QuerySet[Resource], reader: Member, which: Which) -> QuerySet[Resource]:
    if which == "mine":
        theirs = Contributor.objects.filter(resource=OuterRef("pk"), member=reader)
        return found.filter(Exists(theirs))
    if which == "review":
        reviews = Review.objects.filter(version__resource=OuterRef("pk"), reviewer=reader, verdict=None)
        return found.filter(Exists(reviews))
    if which == "agree":
        return found.filter(Exists(to_agree(reader).filter(resource=OuterRef("pk"))))
    return found.filter(public=True)


def to_agree(reader: Member) -> QuerySet[Contributor]:
    """Where the reader has a say and has not agreed to the newest version."""
    newest = Version.objects.filter(resource=OuterRef("resource")).order_by("-number").values("at")[:1]
    waits = Q(consent=None) | Q(consent__at__lt=Subquery(newest))
    return Contributor.objects.filter(waits, member=reader).exclude(part="author")


def _newest() -> QuerySet[Version]:
    """The row itself, where no version of its resource has a higher number."""
    later = Version.objects.filter(resource=OuterRef("resource"), number__gt=OuterRef("number"))
    return Version.objects.filter(~Exists(later), pk=OuterRef("pk"))


def _row(one: Resource) -> Row:
    latest: Version = one.newest[0]  # type: ignore[attr-defined]
    shown = one.current if one.public and one.current else latest
    return Row(
        resource=one,
        shown=shown,
        state=state(one, latest, one.contributors.all()),
        helped=one.helped,  # type: ignore[attr-defined]
        judged=one.judged,  # type: ignore[attr-defined]
        disputed=one.disputed,  # type: ignore[attr-defined]
    )
