"""Proposals as far as somebody may see them; who wants them is counted for all and named to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from peerloop.kit.prepared import prepared
from peerloop.people.models import Block, Member
from peerloop.people.queries import seen_by
from peerloop.proposals.models import MeToo, Proposal, Volunteer
from peerloop.proposals.rules import State, state
from peerloop.search.queries import find
from peerloop.times.queries import best_hours, borne_with

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from peerloop.schedule.models import Session
    from peerloop.times.queries import Hour

Which = Literal["open", "mine", "past"]
ALIKE = 5
MOST_ASKED = 300
"""So many of those who want it are reckoned with when an hour is sought."""


@dataclass(frozen=True)
class Shown:
    """A proposal as its reader sees it. ``count``: how many want it; ``mine``, ``wanted``, ``teaching``: the reader's
    part in it.
    """

    proposal: Proposal
    state: State
    count: int
    mine: bool
    wanted: bool
    teaching: bool
    volunteers: list[Member]

    @property
    def session(self) -> Session | None:
        """The session that was made of it."""
        return self.proposal.scheduling.session if self.state in {"scheduled", "done"} else None


def proposals_seen_by(reader: Member) -> QuerySet[Proposal]:
    """Proposals of everybody, less those by, or to be taught by, somebody blocked either way."""
    if reader.departed_at is not None:
        return Proposal.objects.none()
    blocked = Block.objects.filter(
        Q(member=reader, other=OuterRef("by")) | Q(other=reader, member=OuterRef("by"))
    )  # fmt: skip
    apart = Block.objects.filter(
        Q(member=reader, other=OuterRef("member")) | Q(other=reader, member=OuterRef("member"))
    )
    shut = Volunteer.objects.filter(Exists(apart), proposal=OuterRef("pk"))
    return Proposal.objects.filter(~Exists(blocked), ~Exists(shut))


def listed(reader: Member, which: Which, *, at_most: int, beyond: int = 0) -> list[Shown]:
    """Return proposals as ``reader`` sees them, in three queries: "open" ones most wanted first, then the newest;
    "mine" those proposed, wanted or taught by the reader; "past" those scheduled, done or closed.
    """
    rows = proposals_seen_by(reader)
    if which == "open":
        rows = rows.filter(closure=None, scheduling=None)
    elif which == "past":
        rows = rows.exclude(closure=None, scheduling=None)
    else:
        rows = rows.filter(Q(by=reader) | Exists(_of(MeToo, reader)) | Exists(_of(Volunteer, reader)))
    order = ("-stirred_at", "-pk") if which != "open" else ("-wanted_by", "-made_at", "-pk")
    return _shown(_counted(rows).order_by(*order)[beyond : beyond + at_most], reader)


def these(reader: Member, ids: Iterable[int]) -> dict[int, Shown]:
    """Return those of the ids that the reader sees, by id, in three queries."""
    return {one.proposal.pk: one for one in _shown(_counted(proposals_seen_by(reader).filter(pk__in=set(ids))), reader)}


def one(reader: Member, pk: int) -> Shown | None:
    """Return a proposal as the reader sees it."""
    return these(reader, [pk]).get(pk)


def alike(reader: Member, text: str) -> list[Shown]:
    """Return open proposals that say something like ``text``, the nearest first."""
    hits = find(reader, text, among=["proposal"], at_most=ALIKE).of("proposal")
    shown = these(reader, [hit.subject for hit in hits])
    return [one for hit in hits if (one := shown.get(hit.subject)) and one.state in {"open", "taken"}]


def wanting(proposal: Proposal) -> QuerySet[Member]:
    """Who wants it, for inviting them; no page names them."""
    there = MeToo.objects.filter(proposal=proposal).values("member")
    return Member.objects.present().filter(pk__in=there).order_by("pk")


def hours_for(
    proposal: Proposal, by: Member, *, minutes: int, after: datetime, until: datetime, at_most: int = 6
) -> list[tuple[Hour, int]]:
    """Return hours at which all who teach it can, most of those who want it first, each with how many those are."""
    teaching = list(Member.objects.present().filter(pk__in=proposal.volunteers.values("member")).order_by("pk"))
    ids = {member.pk for member in teaching}
    asked = list(seen_by(by).filter(pk__in=wanting(proposal)).exclude(pk__in=ids).order_by("pk")[:MOST_ASKED])
    members = teaching + asked
    hours = best_hours(
        members, minutes, after=after, until=until, zone=by.time_zone, needed=ids, least=len(ids),
        borne=borne_with(members, by), at_most=at_most,
    )  # fmt: skip
    return [(hour, len(hour.present - ids)) for hour in hours]


@prepared
def for_today(reader: Member, *, at_most: int) -> QuerySet[Proposal]:
    """Open proposals that nobody teaches yet and that the reader neither made nor wants: most wanted first.

    Each with ``wanted_by``, how many want it.
    """
    rows = proposals_seen_by(reader).filter(closure=None, scheduling=None).exclude(by=reader)
    rows = rows.exclude(Exists(_of(MeToo, reader))).exclude(Exists(Volunteer.objects.filter(proposal=OuterRef("pk"))))
    return rows.annotate(wanted_by=Count("me_toos")).order_by("-wanted_by", "-made_at", "-pk")[:at_most]


def _of(model: type[MeToo | Volunteer], member: Member) -> QuerySet[MeToo | Volunteer]:
    return model._default_manager.filter(proposal=OuterRef("pk"), member=member)


def _counted(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return rows.annotate(wanted_by=Count("me_toos"))


def _shown(rows: QuerySet[Proposal], reader: Member) -> list[Shown]:
    who = Prefetch("volunteers", Volunteer.objects.select_related("member").order_by("pk"))
    states = ("skill", "closure", "scheduling__session__record")
    found = list(rows.select_related(*states).prefetch_related(who).annotate(mine_too=Exists(_of(MeToo, reader))))
    return [_as_seen(proposal, reader) for proposal in found]


def _as_seen(proposal: Proposal, reader: Member) -> Shown:
    teaching = [one.member for one in proposal.volunteers.all()]
    return Shown(
        proposal=proposal,
        state=state(proposal, taken=bool(teaching)),
        count=proposal.wanted_by,  # type: ignore[attr-defined]
        mine=proposal.by_id == reader.pk,
        wanted=proposal.mine_too,  # type: ignore[attr-defined]
        teaching=reader in teaching,
        volunteers=teaching,
    )
