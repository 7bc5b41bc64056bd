"""Formings, for organisers, and for a member why they were left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch

from peerloop.circles.models import DraftSeat, Forming, LeftOut
from peerloop.circles.rules import crossing
from peerloop.people.models import Role
from peerloop.people.queries import everybody_below, seen_by
from peerloop.people.rules import has_role
from peerloop.skills.models import Need, Offer, Visibility

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.circles.models import Draft
    from peerloop.people.models import Member

STATES = ("making", "discard")


def formings_seen_by(reader: Member) -> QuerySet[Forming]:
    """Formings, for organisers and administrators; nobody else knows of any."""
    if reader.departed_at is not None or not has_role(reader, Role.ORGANISER, Role.ADMINISTRATOR):
        return Forming.objects.none()
    return Forming.objects.select_related(*STATES, "by").order_by("-at", "-pk")


def formings_told_to(reader: Member) -> QuerySet[Forming]:
    """Made formings that have no circle for the reader: of which they are told why."""
    return Forming.objects.filter(left_out__member=reader, making__isnull=False)


def left_out_of(reader: Member) -> QuerySet[LeftOut]:
    """Why the reader has no circle of the latest formings that were made, the latest first; theirs alone."""
    rows = LeftOut.objects.filter(member=reader, forming__making__isnull=False)
    return rows.select_related("skill", "forming").order_by("-forming__at", "-pk")


@dataclass(frozen=True)
class Drafted:
    """A circle of a draft: of how many teams and people it is, how many ties cross teams, and whom one may be told.

    ``named``: who offers the skill or wants it publicly, less those below the reader in the reporting line;
    ``facilitator``: who is to facilitate, where that is one of them: whoever sits in it wants the skill or offers it.
    """

    draft: Draft
    people: int
    teams: int
    cross: int
    ties: int
    named: list[tuple[Member, bool]]

    @property
    def share(self) -> int:
        """Of a hundred ties, how many cross teams."""
        return round(100 * self.cross / self.ties) if self.ties else 0

    @property
    def facilitator(self) -> Member | None:
        """Who is to facilitate, as far as one may be told."""
        return next((member for member, _knows in self.named if member.pk == self.draft.facilitator_id), None)


def drafts_of(forming: Forming, reader: Member) -> list[Drafted]:
    """Return the circles of a draft in their order, in a constant number of queries."""
    seats = Prefetch("seats", DraftSeat.objects.select_related("member__team").order_by("-knows", "member__name_key"))
    rows = list(forming.drafts.select_related("skill", "facilitator", "circle").prefetch_related(seats))
    rows.sort(key=lambda one: one.place)
    everybody = {seat.member_id for draft in rows for seat in draft.seats.all()}
    told = _public(everybody, reader)
    return [_drafted(draft, told) for draft in rows]


def left_out_named(forming: Forming, reader: Member) -> list[LeftOut]:
    """Return who is left out and has made publicly known what they want, less those below the reader in the line."""
    rows = list(LeftOut.objects.filter(forming=forming).select_related("member", "skill").order_by("member__name_key"))
    told = _public({row.member_id for row in rows}, reader)
    return [row for row in rows if (row.member_id, row.skill_id) in told]


def rules_of(forming: Forming) -> list[tuple[str, int]]:
    """Return for each reason how many are left out by it, the most first."""
    counted = LeftOut.objects.filter(forming=forming).values_list("rule").annotate(Count("pk")).order_by()
    return sorted(counted, key=lambda one: (-one[1], one[0]))


def _drafted(draft: Draft, told: set[tuple[int, int]]) -> Drafted:
    seats = list(draft.seats.all())
    cross, ties = crossing([seat.member.team_id for seat in seats])
    named = [(seat.member, seat.knows) for seat in seats if (seat.member_id, draft.skill_id) in told]
    return Drafted(draft, len(seats), len({seat.member.team_id for seat in seats}), cross, ties, named)


def _public(members: set[int], reader: Member) -> set[tuple[int, int]]:
    """Return (member, skill) of what everybody knows of the members: confirmed offers and public needs."""
    seen = set(seen_by(reader).values_list("pk", flat=True)) & members
    free = seen - set(everybody_below(reader))
    offers = Offer.objects.filter(confirmed_at__isnull=False).values_list("member", "skill")
    needs = Need.objects.filter(visibility=Visibility.PUBLIC).values_list("member", "skill")
    return {(member, skill) for member, skill in [*offers, *needs] if member in free}
