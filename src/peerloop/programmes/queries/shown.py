"""Programmes as their reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.fields import BooleanField

from peerloop.kit.clock import now
from peerloop.programmes.models import Declined, Obstacle, Organiser, Participant, Programme
from peerloop.programmes.queries.audience import for_them, programmes_run_by, programmes_seen_by
from peerloop.programmes.rules import State, may_join_on, state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.people.models import Member

Which = Literal["open", "yours", "past", "drafts"]
STATES = ("opening", "closing", "owner", "sponsor")


@dataclass(frozen=True)
class Shown:
    """A programme as its reader sees it. ``joined``, ``runs``, ``aimed``, ``declined``: the reader's part in it."""

    programme: Programme
    state: State
    joined: bool
    runs: bool
    aimed: bool
    declined: bool

    @property
    def may_join(self) -> bool:
        """Whether the reader may join now."""
        open_now = self.state in {"planned", "running"}
        return open_now and self.aimed and not self.joined and may_join_on(self.programme, now().date())


def listed(reader: Member, which: Which, *, at_most: int, beyond: int = 0) -> list[Shown]:
    """Return programmes as the reader sees them: "open" ones by their first day, "yours" those taken part in or run,
    "past" those closed, "drafts" those of the reader's that are not open yet.
    """
    rows: QuerySet[Any] = _with_part(programmes_seen_by(reader), reader)
    if which == "open":
        rows = rows.filter(opening__isnull=False, closing=None).order_by("starts_on", "pk")
    elif which == "past":
        rows = rows.filter(closing__isnull=False).order_by("-closing__at", "-pk")
    elif which == "drafts":
        rows = rows.filter(opening=None, runs=True).order_by("-made_at", "-pk")
    else:
        rows = rows.filter(Q(joined=True) | Q(owner=reader) | Q(organises=True) | Q(sponsor=reader))
        rows = rows.order_by("-starts_on", "-pk")
    return [_as_seen(row) for row in rows[beyond : beyond + at_most]]


def these(reader: Member, ids: Iterable[int]) -> dict[int, Shown]:
    """Return those of the ids that the reader sees, by id."""
    rows = _with_part(programmes_seen_by(reader).filter(pk__in=set(ids)), reader)
    return {row.pk: _as_seen(row) for row in rows}


def one(reader: Member, pk: int) -> Shown | None:
    """Return a programme as the reader sees it."""
    return these(reader, [pk]).get(pk)


def obstacle_of(reader: Member, programme: Programme) -> str:
    """Return what the reader has said stands in their way; empty for nothing. Nobody else ever learns it."""
    said = Obstacle.objects.filter(programme=programme, member=reader).values_list("kind", flat=True)
    return said.first() or ""


def _with_part(rows: QuerySet[Programme], reader: Member) -> QuerySet[Programme]:
    of = {"programme": OuterRef("pk"), "member": reader}
    return rows.select_related(*STATES).annotate(
        joined=Exists(Participant.objects.filter(**of)),
        declined=Exists(Declined.objects.filter(**of)),
        organises=Exists(Organiser.objects.filter(**of)),
        runs=Exists(programmes_run_by(reader).filter(pk=OuterRef("pk"))),
        aimed=Case(When(for_them(reader), then=Value(value=True)), default=Value(value=False),
                   output_field=BooleanField()),
    )  # fmt: skip


def _as_seen(row: Programme) -> Shown:
    return Shown(
        programme=row,
        state=state(row, now().date()),
        joined=row.joined,  # type: ignore[attr-defined]
        runs=row.runs,  # type: ignore[attr-defined]
        aimed=row.aimed,  # type: ignore[attr-defined]
        declined=row.declined,  # type: ignore[attr-defined]
    )
