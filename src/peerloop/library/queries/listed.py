"""Lists of resources and collections, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from peerloop.kit.prepared import filled, prepared
from peerloop.library.models import Collection, Contributor, Dispute, Item, Resource, Review, Usefulness, Version
from peerloop.library.queries.seen import collections_seen_by, resources_seen_by
from peerloop.library.queries.today import to_agree
from peerloop.library.rules.states import State, state
from peerloop.search.queries import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member

Which = Literal["all", "mine", "review", "agree"]
MOST_FOUND = 100
READ = 300
"""So far into a list its queries are prepared; few read on."""
LONG = ("text", "sources", "transcript", "chapters")
ONLY = (
    "kind", "public", "score", "by", "skill", "withdrawal__at", "current__resource", "current__title",
    "current__minutes", "current__at", "current__file__uid", "current__file__preview__file",
)  # fmt: skip
"""What a list shows of a resource; the rest stays where it is."""


@dataclass(frozen=True)
class Row:
    """A resource in a list: the version that is shown, how it stands, whom it helped, and whether it is doubted."""

    resource: Resource
    shown: Version
    state: State
    helped: int
    disputed: bool

    @property
    def public(self) -> bool:
        """Whether everybody reads it."""
        return self.resource.public

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return str(Resource.Kind(self.resource.kind).label)


def listed(
    reader: Member, *, which: Which = "all", kind: str = "", skill: int | None = None, words: str = "",
    at_most: int, beyond: int = 0,
) -> list[Row]:  # fmt: skip
    """Return resources the most useful first, those found by ``words`` the nearest first.

    "all": what is published; "mine": what the reader has a part in, the newest first; "review": what they are asked to
    review; "agree": what waits for their yes.
    """
    only = kind if kind in Resource.Kind.values else None
    if words:
        hits = find(reader, words, among=["resource"], at_most=MOST_FOUND).of("resource")
        ids = [hit.subject for hit in hits]
        there = {row.resource.pk: row for row in _rows(_some(reader, only, skill, filled(ids), which=which))}
        return [there[pk] for pk in ids if pk in there][beyond : beyond + at_most]
    ask = _page if beyond <= READ else _page.build
    return _rows(list(ask(reader, only, skill, which=which, at_most=at_most, beyond=beyond)))


def these(reader: Member, ids: Sequence[int]) -> list[Row]:
    """Return the published ones of these ids that the reader sees, in the order of the ids."""
    there = {row.resource.pk: row for row in _rows(_some(reader, None, None, filled(ids), which="all"))}
    return [there[pk] for pk in ids if pk in there]


def rows(found: QuerySet[Resource]) -> list[Row]:
    """Return resources that the reader sees as a list shows them."""
    return _rows(list(_in_full(found)))


def collections(reader: Member, *, at_most: int, beyond: int = 0) -> list[Collection]:
    """Return everybody's collections, the newest first, each with ``count``, how much stands there."""
    ask = _collections if beyond <= READ else _collections.build
    return list(ask(reader, at_most=at_most, beyond=beyond))


def some_collections(reader: Member, ids: Sequence[int]) -> list[Collection]:
    """Return the collections of these ids that the reader sees, each with ``count``."""
    return _some_collections(reader, filled(ids))


def items_of(collection: Collection, reader: Member) -> list[Row]:
    """Return what stands in a collection and the reader sees, in its order."""
    ids = Item.objects.filter(collection=collection).order_by("place", "pk").values_list("resource", flat=True)
    return these(reader, list(ids))


@prepared
def _page(
    reader: Member, kind: str | None, skill: int | None, *, which: Which, at_most: int, beyond: int
) -> QuerySet[Resource]:
    order = ("-score", "-pk") if which == "all" else ("-pk",)
    return _in_full(_which(reader, kind, skill, which).order_by(*order))[beyond : beyond + at_most]


@prepared
def _some(
    reader: Member, kind: str | None, skill: int | None, ids: tuple[int, ...], *, which: Which
) -> QuerySet[Resource]:
    return _in_full(_which(reader, kind, skill, which).filter(pk__in=ids))


@prepared
def _say(ids: tuple[int, ...]) -> QuerySet[Contributor]:
    """Who has a say whether these are published."""
    others = Contributor.objects.filter(resource__in=ids).exclude(part=Contributor.Part.AUTHOR)
    return others.select_related("consent", "member").order_by("pk")


@prepared
def _newest(ids: tuple[int, ...]) -> QuerySet[Version]:
    """The newest version of each of these."""
    later = Version.objects.filter(resource=OuterRef("resource"), number__gt=OuterRef("number"))
    there = Version.objects.filter(~Exists(later), resource__in=ids)
    return there.select_related("file__preview").defer(*LONG)


@prepared
def _collections(reader: Member, *, at_most: int, beyond: int) -> QuerySet[Collection]:
    return _counted(reader).order_by("-pk")[beyond : beyond + at_most]


@prepared
def _some_collections(reader: Member, ids: tuple[int, ...]) -> QuerySet[Collection]:
    return _counted(reader).filter(pk__in=ids)


def _counted(reader: Member) -> QuerySet[Collection]:
    public = resources_seen_by(reader).filter(public=True, pk=OuterRef("resource"))
    there = Item.objects.filter(Exists(public), collection=OuterRef("pk")).order_by().values("collection")
    count = Coalesce(Subquery(there.annotate(n=Count("pk")).values("n")), 0)
    return collections_seen_by(reader).annotate(count=count).select_related("by")


def _which(reader: Member, kind: str | None, skill: int | None, which: Which) -> QuerySet[Resource]:
    found = resources_seen_by(reader)
    if kind is not None:
        found = found.filter(kind=kind)
    if skill is not None:
        found = found.filter(skill=skill)
    if which == "mine":
        theirs = Contributor.objects.filter(resource=OuterRef("pk"), member=reader)
        return found.filter(Exists(theirs))
    if which == "review":
        reviews = Review.objects.filter(version__resource=OuterRef("pk"), reviewer=reader, verdict=None)
        return found.filter(Exists(reviews))
    if which == "agree":
        return found.filter(Exists(to_agree(reader).filter(resource=OuterRef("pk"))))
    return found.filter(public=True)


def _in_full(found: QuerySet[Resource]) -> QuerySet[Resource]:
    """Fetch with each what a list shows of it: ``author`` and ``about`` are names."""
    helped = Usefulness.objects.filter(resource=OuterRef("pk"), how=Usefulness.How.VERY).order_by().values("resource")
    doubts = Dispute.objects.filter(version__resource=OuterRef("pk"), resolution=None)
    return (
        found.annotate(
            author=F("by__name"),
            about=F("skill__name"),
            helped=Coalesce(Subquery(helped.annotate(n=Count("pk")).values("n")), 0),
            disputed=Exists(doubts),
        )
        .select_related("current__file__preview", "withdrawal")
        .only(*ONLY)
    )


def _rows(found: list[Resource]) -> list[Row]:
    """Return them as rows, in no further query where all are published, in four otherwise.

    Of what is published nobody's yes is missing: ``actions.following`` sees to that.
    """
    shown = {one.pk: one.current for one in found if one.public and one.current}
    drafts = [one.pk for one in found if one.pk not in shown]
    say: dict[int, list[Contributor]] = {one.pk: [] for one in found}
    for one in _say(filled(drafts)) if drafts else ():
        say[one.resource_id].append(one)
    newest = _newest(filled(drafts)) if drafts else []
    prefetch_related_objects(newest, "reviews__verdict")
    shown |= {version.resource_id: version for version in newest}
    return [_row(one, shown[one.pk], say[one.pk]) for one in found]


def _row(one: Resource, shown: Version, say: list[Contributor]) -> Row:
    """Make a row of it: of what is published the version that everybody reads is shown, else the newest."""
    return Row(
        resource=one,
        shown=shown,
        state=state(one, shown, say),
        helped=one.helped,  # type: ignore[attr-defined]
        disputed=one.disputed,  # type: ignore[attr-defined]
    )
