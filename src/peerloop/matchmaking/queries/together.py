"""What two who learn together keep between them, as one of them sees it; nobody else sees any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from peerloop.kit.clock import now
from peerloop.matchmaking.models import Goal, Note, Point, Thanks
from peerloop.matchmaking.queries.seen import pairings_seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member


@dataclass(frozen=True)
class Open:
    """A point that waits, and whether it was there at a meeting before already."""

    point: Point
    carried: bool


def goals_seen_by(reader: Member) -> QuerySet[Goal]:
    """Goals of the pairings in which ``reader`` takes part."""
    return Goal.objects.filter(pairing__in=pairings_seen_by(reader)).select_related("pairing", "reached", "by")


def points_seen_by(reader: Member) -> QuerySet[Point]:
    """Points on the agendas of the pairings in which ``reader`` takes part."""
    return Point.objects.filter(pairing__in=pairings_seen_by(reader)).select_related("pairing", "tick", "by")


def notes_seen_by(reader: Member) -> QuerySet[Note]:
    """Notes in the notebooks of the pairings in which ``reader`` takes part, ended or not; the latest on top."""
    notes = Note.objects.filter(pairing__in=pairings_seen_by(reader)).select_related("pairing", "by", "changed_by")
    return notes.order_by("-changed_at", "-pk")


def thanks_seen_by(reader: Member) -> QuerySet[Thanks]:
    """Words of thanks in the pairings in which ``reader`` takes part, said or heard."""
    return Thanks.objects.filter(pairing__in=pairings_seen_by(reader)).select_related("by")


def goals_of(pairing: Pairing, reader: Member) -> list[Goal]:
    """The pairing's goals: those that are open first, by their day."""
    goals = goals_seen_by(reader).filter(pairing=pairing)
    return list(goals.order_by(F("reached__at").asc(nulls_first=True), F("day").asc(nulls_last=True), "pk"))


def agenda(pairing: Pairing, reader: Member) -> tuple[list[Open], dict[int | None, list[Point]]]:
    """The points that wait for the next meeting, and those that were ticked off, by the id of their session."""
    begun = pairing.sessions.filter(Q(cancellation=None), starts_at__lte=now()).order_by("-starts_at")
    latest = begun.values_list("starts_at", flat=True).first()
    waiting: list[Open] = []
    ticked: dict[int | None, list[Point]] = {}
    for point in points_seen_by(reader).filter(pairing=pairing).order_by("at", "pk"):
        if hasattr(point, "tick"):
            ticked.setdefault(point.tick.session_id, []).append(point)
        else:
            waiting.append(Open(point, carried=latest is not None and point.at < latest))
    return waiting, ticked
