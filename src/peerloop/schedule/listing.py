"""Sessions to join, as lists and their own page show them: how full, and how the reader stands to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from peerloop.schedule.models import Invitation, Kept, Move, Participation, Session, Waiting
from peerloop.schedule.queries import STATES, sessions_seen_by

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.people.models import Member

TEACHER = Participation.Part.TEACHER


def to_join(reader: Member, start: datetime, *, kind: str = "") -> QuerySet[Session]:
    """Sessions to come that ``reader`` may look at and join, in order, each as ``standing`` tells it."""
    sessions = sessions_seen_by(reader).exclude(audience=Session.Audience.MADE_FOR)
    sessions = sessions.filter(ends_at__gt=start, cancellation=None)
    if kind:
        sessions = sessions.filter(kind=kind)
    return standing(sessions, reader).order_by("starts_at", "pk")


def some_to_join(reader: Member, ids: list[int] | tuple[int, ...]) -> QuerySet[Session]:
    """Those of the sessions that ``reader`` may look at and that can be joined, each as ``standing`` tells it."""
    seen = sessions_seen_by(reader).exclude(audience=Session.Audience.MADE_FOR)
    return standing(seen.filter(pk__in=ids), reader)


def standing(sessions: QuerySet[Session], reader: Member) -> QuerySet[Session]:
    """Fetch with each session who leads it (``led``), how many have a place (``taken``), and of the reader whether
    they lead, come, wait or are asked (``mine``, ``waits``, ``asked``), in two queries.
    """
    own = {"session": OuterRef("pk"), "member": reader}
    leading = Participation.objects.filter(part=TEACHER).select_related("member").order_by("pk")
    return (
        sessions.select_related("skill")
        .prefetch_related(Prefetch("participations", leading, to_attr="led"))
        .annotate(
            taken=_taken(),
            mine=Exists(Participation.objects.filter(**own)),
            waits=Exists(Waiting.objects.filter(**own)),
            asked=Exists(Invitation.objects.filter(**own, answer="")),
        )
    )


def told_one(sessions: QuerySet[Session], reader: Member) -> QuerySet[Session]:
    """Fetch with each session what mail and calendar tell one of many: who leads it and the reader's own part as its
    participations, its moves, and how many have a place (``taken``). A letter to each of many never reads all of them.
    """
    who = Participation.objects.filter(Q(part=TEACHER) | Q(member=reader)).select_related("member").order_by("pk")
    moves = Move.objects.select_related("by").order_by("at", "pk")
    told = (Prefetch("participations", who), Prefetch("moves", moves))
    return sessions.select_related(*STATES).prefetch_related(*told).annotate(taken=_taken())


def _taken() -> Coalesce:
    seats = Participation.objects.filter(session=OuterRef("pk")).exclude(part=TEACHER).order_by()
    return Coalesce(Subquery(seats.values("session").annotate(places=Count("pk")).values("places")), 0)


def led_by(member: Member) -> QuerySet[Session]:
    """Sessions to join that ``member`` leads, without those shut by blocks."""
    leading = Participation.objects.filter(session=OuterRef("pk"), member=member, part=TEACHER)
    return sessions_seen_by(member).exclude(audience=Session.Audience.MADE_FOR).filter(Exists(leading))


@dataclass(frozen=True)
class Standing:
    """How a reader stands to a session: their place on the waiting list (1 is next), whether they are asked and have
    not answered, to lead it perhaps, and whether they are asked anew about the latest move.
    """

    waits: int
    asked: bool
    to_lead: bool
    asked_anew: bool


def standing_of(session: Session, reader: Member) -> Standing:
    """Return how the reader stands to the session, which has its moves at hand."""
    waits = Waiting.objects.filter(session=session, member=reader).first()
    place = Waiting.objects.filter(session=session, pk__lte=waits.pk).count() if waits else 0
    asked = Invitation.objects.filter(session=session, member=reader, answer="").first()
    moves = list(session.moves.all())
    return Standing(
        place,
        asked is not None,
        asked is not None and asked.to_lead,
        bool(moves) and _not_said(moves[-1].pk, session, reader),
    )


def _not_said(move: int, session: Session, reader: Member) -> bool:
    """Whether somebody who came before the latest move, and does not lead, has not said that it suits."""
    if Kept.objects.filter(move=move, member=reader).exists():
        return False
    return Participation.objects.filter(session=session, member=reader).exclude(part=TEACHER).exists()


@dataclass(frozen=True)
class Answers:
    """How many were invited and have not answered or said no, how many wait, and how many have kept their place."""

    silent: int
    declined: int
    waiting: int
    kept: int


def answers(session: Session) -> Answers:
    """Return the counts for those who lead; who it is that stays silent or declines is nobody's to know."""
    asked = Invitation.objects.filter(session=session).aggregate(
        silent=Count("pk", filter=Q(answer="")), declined=Count("pk", filter=Q(answer="no"))
    )
    moves = list(session.moves.all())
    kept = Kept.objects.filter(move=moves[-1].pk).count() if moves else 0
    return Answers(asked["silent"], asked["declined"], Waiting.objects.filter(session=session).count(), kept)
