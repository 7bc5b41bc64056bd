"""Circles as a list and a page show them to their reader, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from peerloop.circles.models import Circle, Invitation, Membership
from peerloop.circles.queries.seen import circles_seen_by
from peerloop.circles.rules import KEPT_FOR, LEADING, crossing, free_places, looks_after
from peerloop.kit.clock import now
from peerloop.people.queries import seen_by
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme

Which = Literal["open", "mine", "past"]


@dataclass(frozen=True)
class Shown:
    """A circle as its reader sees it.

    ``memberships``: whom the reader sees of those in it, from outside only who facilitates, for whether somebody comes
    is theirs; ``people``: how many they are in all. ``cross``, ``ties``: how many of the ties in it cross teams.
    ``mine``, ``leads``, ``invited``: the reader's own part in it.
    """

    circle: Circle
    memberships: list[Membership]
    people: int
    free: int
    cross: int
    ties: int
    mine: Membership | None
    leads: bool
    invited: Invitation | None

    @property
    def closed(self) -> bool:
        """Whether it has come to its end."""
        return hasattr(self.circle, "closing")

    @property
    def facilitators(self) -> list[Member]:
        """Who facilitates it, as far as the reader sees them."""
        return [one.member for one in self.memberships if one.part in LEADING]

    @property
    def share(self) -> int:
        """Of a hundred ties, how many cross teams."""
        return round(100 * self.cross / self.ties) if self.ties else 0


def listed(reader: Member, which: Which, *, at_most: int, beyond: int = 0, skill: int | None = None) -> list[Shown]:
    """Return circles as ``reader`` sees them: "open" ones to join, those that bring the reader together with other
    teams first, then the newest; "mine"; "past": those of the reader that are closed.
    """
    rows = circles_seen_by(reader)
    if which == "open":
        rows = rows.filter(closing=None).exclude(memberships__member=reader)
    else:
        rows = rows.filter(memberships__member=reader, closing__isnull=which == "mine")
    if skill is not None:
        rows = rows.filter(skill=skill)
    order = ("own_team", "-made_at", "-pk") if which == "open" else ("-made_at", "-pk")
    return _shown(_counted(rows, reader).order_by(*order)[beyond : beyond + at_most], reader)


def of_programme(programme: Programme, reader: Member, *, at_most: int) -> list[Shown]:
    """Return the running circles of a programme that the reader may know of, the newest first."""
    rows = circles_seen_by(reader).filter(programme=programme, closing=None)
    return _shown(_counted(rows, reader).order_by("-made_at", "-pk")[:at_most], reader)


def counted(reader: Member) -> int:
    """Return how many running circles the reader is in."""
    return circles_seen_by(reader).filter(memberships__member=reader, closing=None).count()


def these(reader: Member, ids: Iterable[int]) -> dict[int, Shown]:
    """Return those of the ids that the reader sees, by id."""
    rows = circles_seen_by(reader).filter(pk__in=set(ids))
    return {one.circle.pk: one for one in _shown(_counted(rows, reader), reader)}


def one(reader: Member, pk: int) -> Shown | None:
    """Return a circle as the reader sees it."""
    return these(reader, [pk]).get(pk)


def _counted(rows: QuerySet[Circle], reader: Member) -> QuerySet[Circle]:
    """Count with each how many of the reader's own team are in it, and when it meets next."""
    own = Q(memberships__member__team=reader.team_id) if reader.team_id else Q(pk=None)
    meets = Session.objects.filter(
        pk__in=_sessions(), ends_at__gt=now(), cancellation=None
    ).order_by("starts_at")  # fmt: skip
    counts = Count("memberships", filter=own & ~Q(memberships__member=reader), distinct=True)
    held = Q(invitations__answer="", invitations__to_facilitate=False, invitations__at__gt=now() - KEPT_FOR)
    kept = Count("invitations", filter=held & ~Q(invitations__member=reader), distinct=True)
    return rows.annotate(own_team=counts, kept=kept, meets_at=Subquery(meets.values("starts_at")[:1]))


def _sessions() -> QuerySet[Circle]:
    from peerloop.circles.models import Meeting

    return Meeting.objects.filter(circle=OuterRef(OuterRef("pk"))).values("session")  # type: ignore[return-value]


def _shown(rows: QuerySet[Circle], reader: Member) -> list[Shown]:
    who = Membership.objects.select_related("member__team").annotate(
        seen=Exists(seen_by(reader).filter(pk=OuterRef("member")))
    )
    by = Exists(seen_by(reader).filter(pk=OuterRef("by")))
    mine = Invitation.objects.filter(member=reader, answer="").select_related("by").annotate(by_seen=by)
    found = rows.select_related("skill", "programme", "closing", "report").prefetch_related(
        Prefetch("memberships", who.order_by("at", "pk")), Prefetch("invitations", mine, to_attr="open_to_reader")
    )
    return [_as_seen(circle, reader) for circle in found]


def _as_seen(circle: Circle, reader: Member) -> Shown:
    rows = list(circle.memberships.all())
    order = {Membership.Part.FACILITATOR: 0, Membership.Part.CO_FACILITATOR: 1}
    mine = next((one for one in rows if one.member_id == reader.pk), None)
    seen = [one for one in rows if one.seen and (mine or one.part in LEADING)]  # type: ignore[attr-defined]
    cross, ties = crossing([one.member.team_id for one in rows])
    asked: list[Invitation] = circle.open_to_reader  # type: ignore[attr-defined]
    for invitation in asked:
        if not invitation.by_seen:  # type: ignore[attr-defined]
            invitation.by = None
    return Shown(
        circle=circle,
        memberships=sorted(seen, key=lambda one: order.get(Membership.Part(one.part), 2)),
        people=len(rows),
        free=free_places(circle, rows, circle.kept),  # type: ignore[attr-defined]
        cross=cross,
        ties=ties,
        mine=mine,
        leads=looks_after(reader, rows, circle),
        invited=asked[0] if asked else None,
    )
