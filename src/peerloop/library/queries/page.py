"""A resource as its page shows it to a reader: in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from peerloop.kit.prepared import answers
from peerloop.library.models import Contributor
from peerloop.library.queries import parts
from peerloop.library.queries.seen import resources_seen_by, versions_seen_by
from peerloop.library.queries.useful import closed_by
from peerloop.library.rules.says import missing
from peerloop.library.rules.states import State, may_publish_again, may_put_back, state, to_agree, unasked, verdict_on
from peerloop.library.rules.timed import Line, lines
from peerloop.people.models import Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from peerloop.discussion.models import Thread
    from peerloop.library.models import (
        Check,
        Collection,
        Dispute,
        GuestContact,
        Interview,
        Resource,
        Review,
        Spot,
        Usefulness,
        Version,
    )
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@dataclass(frozen=True)
class Page:
    """What the reader may know of a resource. ``shown``: the version that stands on the page; ``inside``: the reader
    has a part in it or reviews it, so that ``latest`` is theirs to read as well; for all others that is what is shown.
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
    thread: Thread | None
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
    resource: Any = next(iter(parts.resource_on_page(reader, pk)), None)
    if resource is None:
        return None
    people = parts.people(resource)
    own = next((one for one in people if one.member_id == reader.pk), None)
    writes = own is not None and own.part == Contributor.Part.AUTHOR
    asked, disputes, checks, judgements, judged, closed, spots, loops, shelves, interview, session = answers([
        parts.asked_of.of(reader, resource),
        parts.disputes.of(reader, resource),
        parts.checks.of(reader, resource),
        parts.judgements.of(reader, resource),
        parts.judged.of(reader, resource),
        closed_by.of((resource.pk,)),
        parts.spots.of(reader, resource),
        parts.open_loops.of(reader, resource),
        parts.shelves.of(reader, resource),
        parts.interview.of(resource),
        parts.session.of(reader, resource),
    ])  # fmt: skip
    review = _first(asked)
    reviews = review is not None and (not hasattr(review, "verdict") or resource.current_id is None)
    inside = own is not None or reviews
    latest = _latest(resource, full=writes) if inside or resource.current is None else resource.current
    prefetch_related_objects(spots, "post__mentions")
    return Page(
        reader=reader,
        resource=resource,
        shown=resource.current if resource.current and (resource.public or not inside) else latest,
        latest=latest,
        state=state(resource, latest, people),
        contributors=people,
        inside=inside,
        writes=writes,
        own_part=own,
        reviews=list(latest.reviews.all()) if writes else [],
        asked=review,
        missing=missing(resource.kind, latest) if writes else {},
        disputes=disputes,
        checks=checks,
        judgements=judgements,
        judged=_first(judged),
        closed=dict(closed).get(resource.pk, 0) // 5 * 5,
        spots=sorted(spots, key=lambda spot: (spot.second is None, spot.second or 0)),
        loops=[(one, one.used) for one in loops] if resource.public else [],
        shelves=[(one, one.there) for one in shelves] if resource.public else [],
        interview=_first(interview),
        contact=_contact(resource, reader, writes=writes),
        session=_first(session),
        thread=resource.thread if resource.talks else None,
        moderates=has_role(reader, Role.MODERATOR),
    )


def versions(resource: Resource, reader: Member) -> list[Version]:
    """Return the versions that the reader may read, the newest first."""
    there = versions_seen_by(reader).filter(resource=resource)
    return list(there.select_related("by", "publication", "file__preview").order_by("-number"))


def places_of(reader: Member, threads: list[int]) -> dict[int, tuple[int, str]]:
    """Return, by thread, under which resource that the reader sees it stands, and what that is called."""
    there = resources_seen_by(reader).filter(thread__in=threads).select_related("current")
    return {one.thread_id or 0: (one.pk, one.current.title if one.current else "") for one in there}


def _latest(resource: Resource, *, full: bool) -> Version:
    """Return the newest version, with its reviews where they count: for who writes it, and before it is published."""
    (latest,) = parts.newest(resource)
    if full or resource.current_id is None:
        prefetch_related_objects([latest], "reviews__verdict", "reviews__reviewer")
    return latest


def _contact(resource: Resource, reader: Member, *, writes: bool) -> GuestContact | None:
    """How a guest is reached is for the authors and, once it is published, for organisers."""
    if writes or (resource.public and has_role(reader, Role.ORGANISER)):
        return next(iter(parts.contact(resource)), None)
    return None


def _first(rows: list[Any]) -> Any:
    return rows[0] if rows else None
