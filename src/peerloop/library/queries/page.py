"""A resource as its page shows it to a reader: in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from peerloop.discussion.queries import posts_seen_by
from peerloop.library.models import (
    Collection,
    Contributor,
    Dispute,
    GuestContact,
    Interview,
    Item,
    Origin,
    Resource,
    Review,
    Spot,
    Usefulness,
    Version,
)
from peerloop.library.queries.seen import (
    checks_seen_by,
    disputes_seen_by,
    judgements_seen_by,
    resources_seen_by,
    versions_seen_by,
)
from peerloop.library.queries.useful import closed_with
from peerloop.library.rules.says import missing
from peerloop.library.rules.states import State, may_publish_again, may_put_back, state, to_agree, unasked, verdict_on
from peerloop.library.rules.timed import Line, lines
from peerloop.loops.models import Loop
from peerloop.people.models import Member, Role
from peerloop.people.rules import has_role
from peerloop.schedule.queries import sessions_seen_by

if TYPE_CHECKING:
    from peerloop.library.models import Check
    from peerloop.schedule.models import Session

MOST_JUDGEMENTS, MOST_SPOTS = 30, 100


@dataclass(frozen=True)
class Page:
    """What the reader may know of a resource. ``shown``: the version that stands on the page; ``inside``: the reader
    has a part in it or reviews it, so that ``latest`` is theirs to read as well.
    """

    reader: Member
    resource: Resource
    shown: Version
    latest: Version
    state: State
    contributors: list[Contributor]
    inside: bool
    writes: bool
    own_part: Contributor | None
    reviews: list[Review]
    asked: Review | None
    missing: dict[str, str]
    disputes: list[Dispute]
    checks: list[Check]
    judgements: list[Usefulness]
    judged: Usefulness | None
    closed: int
    spots: list[Spot]
    loops: list[tuple[Loop, bool]]
    shelves: list[tuple[Collection, bool]]
    interview: Interview | None
    contact: GuestContact | None
    session: Session | None
    moderates: bool

    @property
    def transcript(self) -> list[Line]:
        """The lines of its transcript."""
        return lines(self.shown.transcript)

    @property
    def chapters(self) -> list[Line]:
        """Its chapters."""
        return lines(self.shown.chapters)

    @property
    def sources(self) -> list[str]:
        """Its sources, one by one."""
        return [line.strip() for line in self.shown.sources.splitlines() if line.strip()]

    @property
    def authors(self) -> list[Contributor]:
        """Who writes it."""
        return [one for one in self.contributors if one.part == Contributor.Part.AUTHOR]

    @property
    def ready_to_publish(self) -> bool:
        """Whether all that it takes is the author's click."""
        stays_away = hasattr(self.resource, "withdrawal") and not may_publish_again(self.resource, self.reader)
        return self.to_publish and self._said == "ready" and not (self.missing or self.waits_for or stays_away)

    @property
    def to_review(self) -> bool:
        """Whether a peer has still to look at the newest version."""
        return self.to_publish and self._said != "ready"

    @property
    def to_publish(self) -> bool:
        """Whether the newest version is not yet given to everybody."""
        return self.writes and (self.resource.current_id != self.latest.pk or hasattr(self.resource, "withdrawal"))

    @property
    def never_published(self) -> bool:
        """Whether it can be thrown away altogether."""
        return self.writes and self.resource.current_id is None

    @property
    def withdrawn_by_reader(self) -> bool:
        """Whether the reader may put it back."""
        return hasattr(self.resource, "withdrawal") and may_put_back(self.resource, self.reader)

    @property
    def _said(self) -> str:
        return verdict_on(self.latest.reviews.all())

    @property
    def waits_for(self) -> list[Contributor]:
        """Who has not agreed yet."""
        return to_agree(self.contributors, self.latest) if self.to_publish else unasked(self.contributors)

    @property
    def to_agree_anew(self) -> bool:
        """Whether the reader has agreed to an earlier version."""
        own = self.own_part
        return own is not None and hasattr(own, "consent") and bool(to_agree([own], self.latest))

    @property
    def open_disputes(self) -> list[Dispute]:
        """What is doubted now."""
        return [one for one in self.disputes if not hasattr(one, "resolution")]


def page(reader: Member, pk: int) -> Page | None:
    """Return the page of a resource, or None for one that the reader does not see."""
    states = ("skill", "ask", "thread", "withdrawal__by", "current__file__preview")
    resource = resources_seen_by(reader).select_related(*states).filter(pk=pk).first()
    if resource is None:
        return None
    people = list(Contributor.objects.filter(resource=resource).select_related("member", "consent").order_by("pk"))
    newest = Version.objects.filter(resource=resource).select_related("file__preview", "by")
    latest = newest.prefetch_related("reviews__verdict", "reviews__reviewer").latest("number")
    own = next((one for one in people if one.member_id == reader.pk), None)
    writes = own is not None and own.part == Contributor.Part.AUTHOR
    asked = Review.objects.filter(version__resource=resource, reviewer=reader).select_related("verdict").last()
    reviews = asked is not None and (not hasattr(asked, "verdict") or resource.current_id is None)
    inside = own is not None or reviews
    shown = resource.current if resource.current and (resource.public or not inside) else latest
    on_shelf = Item.objects.filter(resource=resource, collection__by=reader).values_list("collection", flat=True)
    shelved = set(on_shelf) if resource.public else set()
    return Page(
        reader=reader,
        resource=resource,
        shown=shown,
        latest=latest,
        state=state(resource, latest, people),
        contributors=people,
        inside=inside,
        writes=writes,
        own_part=own,
        reviews=list(latest.reviews.all()) if writes else [],
        asked=asked,
        missing=missing(resource.kind, latest) if writes else {},
        disputes=list(disputes_seen_by(reader).filter(version__resource=resource)
                      .select_related("by", "resolution__by", "version").order_by("pk")),
        checks=list(checks_seen_by(reader).filter(resource=resource).select_related("by").order_by("pk")),
        judgements=list(judgements_seen_by(reader).filter(resource=resource).exclude(member=reader)
                        .select_related("member").order_by("-at", "-pk")[:MOST_JUDGEMENTS]),
        judged=Usefulness.objects.filter(resource=resource, member=reader).first(),
        closed=closed_with([resource.pk]).get(resource.pk, 0) // 5 * 5,
        spots=_spots(resource, reader),
        loops=_loops(resource, reader) if resource.public else [],
        shelves=[(one, one.pk in shelved) for one in own_collections(reader)] if resource.public else [],
        interview=Interview.objects.filter(resource=resource).select_related("guest", "answer").first(),
        contact=_contact(resource, reader, writes=writes),
        session=_session(resource, reader),
        moderates=has_role(reader, Role.MODERATOR),
    )  # fmt: skip


def versions(resource: Resource, reader: Member) -> list[Version]:
    """Return the versions that the reader may read, the newest first."""
    there = versions_seen_by(reader).filter(resource=resource)
    return list(there.select_related("by", "publication", "file__preview").order_by("-number"))


def places_of(reader: Member, threads: list[int]) -> dict[int, tuple[int, str]]:
    """Return, by thread, under which resource that the reader sees it stands, and what that is called."""
    there = resources_seen_by(reader).filter(thread__in=threads).select_related("current")
    return {one.thread_id or 0: (one.pk, one.current.title if one.current else "") for one in there}


def _spots(resource: Resource, reader: Member) -> list[Spot]:
    """Return the places that posts are about, as far as their words are still there for the reader."""
    if resource.thread is None:
        return []
    readable = posts_seen_by(reader).filter(thread=resource.thread, taken_back=None)
    readable = readable.filter(Q(hiding=None) | Q(by=reader))
    there = Spot.objects.filter(resource=resource, post__in=readable.values("pk"))
    there = there.select_related("post__by").prefetch_related("post__mentions")
    return sorted(there.order_by("pk")[:MOST_SPOTS], key=lambda spot: (spot.second is None, spot.second or 0))


def _loops(resource: Resource, reader: Member) -> list[tuple[Loop, bool]]:
    """Return the reader's open loops, and whether they have taken the resource along on each."""
    used = Exists(resource.uses.filter(loop=OuterRef("pk")))
    own = Loop.objects.filter(learner=reader, reflection=None, release=None).annotate(used=used)
    found: list[Any] = list(own.select_related("skill").order_by("-pk")[:20])
    return [(one, one.used) for one in found]


def own_collections(reader: Member) -> list[Collection]:
    """Return the reader's own collections, by title."""
    return list(Collection.objects.filter(by=reader).order_by("title", "pk"))


def _contact(resource: Resource, reader: Member, *, writes: bool) -> GuestContact | None:
    """How a guest is reached is for the authors and, once it is published, for organisers."""
    if writes or (resource.public and has_role(reader, Role.ORGANISER)):
        return GuestContact.objects.filter(resource=resource).first()
    return None


def _session(resource: Resource, reader: Member) -> Session | None:
    """Return the session that it came of, where the reader may look at it."""
    origin = Origin.objects.filter(resource=resource).values_list("session", flat=True).first()
    return sessions_seen_by(reader).filter(pk=origin).first() if origin else None
