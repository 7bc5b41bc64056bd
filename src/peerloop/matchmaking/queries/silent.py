"""Pairings of which nothing was heard for a while, and whether their two have been asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import DateTimeField, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from peerloop.kit.clock import now
from peerloop.matchmaking.models import Goal, Meeting, Note, Pairing, Point, Quiet, Reached, StillAtIt, Tick

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from peerloop.people.models import Member

SILENCE = timedelta(days=14)
LASTING = (
    Pairing.Kind.MENTORING,
    Pairing.Kind.REVERSE,
    Pairing.Kind.SWAP,
    Pairing.Kind.RING,
)
"""The kinds that live from meeting again; first weeks, a day's shadowing and weeks in another team end on their own."""
LOOP_STEPS = ("gain", "application", "feedback")


def with_last_word(pairings: QuerySet[Pairing]) -> QuerySet[Any]:
    """Annotate ``heard_at``, the last session, step or word of the two, and ``asked_at``, when they were last asked.

    A session to come is heard of already: ``heard_at`` lies ahead then.
    """
    heard = [
        _latest(Meeting.objects.filter(session__cancellation=None), "pairing", "session__ends_at"),
        _latest(Goal.objects.all(), "pairing", "at"),
        _latest(Reached.objects.all(), "goal__pairing", "at"),
        _latest(Point.objects.all(), "pairing", "at"),
        _latest(Tick.objects.all(), "point__pairing", "at"),
        _latest(Note.objects.all(), "pairing", "changed_at"),
        _latest(StillAtIt.objects.all(), "quiet__pairing", "at"),
        *(Coalesce(F(f"loop__{step}__at"), F("opened_at")) for step in LOOP_STEPS),
    ]
    asked = Subquery(_max(Quiet.objects.all(), "pairing", "at"), output_field=DateTimeField())
    return pairings.annotate(heard_at=Greatest(F("opened_at"), *heard), asked_at=asked)


def silent() -> QuerySet[Any]:
    """Running pairings of which nothing was heard for two weeks and that have nothing before them."""
    lasting = Pairing.objects.filter(ending=None, kind__in=LASTING)
    return with_last_word(lasting).filter(heard_at__lte=now() - SILENCE).order_by("pk")


def open_question(pairing: Pairing, reader: Member) -> Quiet | None:
    """The question to the two whether they are still at it, while it waits for a word; the reader is one of them."""
    latest = Quiet.objects.filter(pairing=pairing).order_by("-at", "-pk").first()
    if latest is None or pairing.pk is None:
        return None
    [heard_at] = with_last_word(Pairing.objects.filter(pk=pairing.pk)).values_list("heard_at", flat=True)
    return latest if heard_at < latest.at and reader.pk in {pairing.learner_id, pairing.teacher_id} else None


def _latest(rows: QuerySet[Any], pairing: str, field: str) -> Coalesce:
    return Coalesce(Subquery(_max(rows, pairing, field), output_field=DateTimeField()), F("opened_at"))


def _max(rows: QuerySet[Any], pairing: str, field: str) -> QuerySet[Model, Any]:
    of_this = rows.filter(**{pairing: OuterRef("pk")}).order_by().values(pairing)
    found: QuerySet[Model, Any] = of_this.annotate(latest=Max(field)).values("latest")
    return found
