"""What a reader may see of welcomes: their own, and those of newcomers to whom they are proposed or a buddy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Exists, OuterRef, Prefetch, Q

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.onboarding.models import Acceptance, Buddy, Going, Reluctance, Task, Welcome
from peerloop.onboarding.rules import ANSWER_WITHIN, is_open
from peerloop.people.models import Block, Member

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

State = Literal["asked", "waits", "paired", "ended"]


@dataclass(frozen=True)
class Seen:
    """A proposed or agreed buddy as one of the two sees it; ``newcomer``: whether that is the reader.

    ``state``: "asked" (waits for the reader), "waits" (for the other one), "paired", "ended".
    """

    buddy: Buddy
    other: Member
    newcomer: bool
    state: State
    answer_by: datetime


def buddies_seen_by(reader: Member) -> QuerySet[Buddy]:
    """Buddies of ``reader`` and those whose buddy ``reader`` is or is asked to be.

    Without what was passed by, of which neither learns more, and without those with somebody blocked or gone.
    """
    if reader.departed_at is not None:
        return Buddy.objects.none()
    between = Block.objects.filter(
        Q(member=OuterRef("member"), other=OuterRef("welcome__newcomer"))
        | Q(member=OuterRef("welcome__newcomer"), other=OuterRef("member"))
    )
    mine = Q(member=reader) | Q(welcome__newcomer=reader)
    return Buddy.objects.filter(
        mine, ~Exists(between), passing=None, member__departed_at=None, welcome__newcomer__departed_at=None
    )


def buddies(reader: Member) -> list[Seen]:
    """The reader's buddies and newcomers, those that wait for an answer first; in two queries."""
    return _listed(reader, buddies_seen_by(reader))


def buddies_among(reader: Member, pks: Iterable[int]) -> list[Seen]:
    """Those of the buddies that the reader sees, in two queries."""
    return _listed(reader, buddies_seen_by(reader).filter(pk__in=list(pks)))


def welcome_of(member: Member) -> Welcome | None:
    """The member's own welcome, None where nobody has looked for a buddy."""
    return Welcome.objects.filter(newcomer=member).select_related("closing", "newcomer").first()


def is_reluctant(member: Member) -> bool:
    """Whether the member would rather be nobody's buddy."""
    return Reluctance.objects.filter(member=member).exists()


def plans_seen_by(reader: Member) -> QuerySet[Buddy]:
    """Buddies with a pairing, whose plan the reader sees: both while it runs, afterwards the newcomer alone."""
    mine = Q(welcome__newcomer=reader) | Q(pairing__ending=None)
    return buddies_seen_by(reader).filter(mine, pairing__isnull=False)


def tasks_seen_by(reader: Member) -> QuerySet[Task]:
    """Tasks of the plans that the reader sees."""
    return Task.objects.filter(welcome__in=plans_seen_by(reader).values("welcome"))


def tasks_of(buddy: Buddy) -> list[Task]:
    """The plan of the first weeks, week by week; one query."""
    return list(Task.objects.filter(welcome=buddy.welcome_id).select_related("tick").order_by("week", "pk"))


def going_of(buddy: Buddy, member: Member) -> Going | None:
    """What the member has said of how it is going; nobody else's word."""
    return Going.objects.filter(buddy=buddy, member=member).first()


@prepared
def to_answer(reader: Member) -> QuerySet[Buddy]:
    """Proposals that wait for the reader's yes, for Today."""
    said = Acceptance.objects.filter(buddy=OuterRef("pk"), member=reader)
    waiting = buddies_seen_by(reader).filter(~Exists(said), pairing=None)
    return waiting.select_related("member", "welcome__newcomer").order_by("asked_at", "pk")[:3]


def _listed(reader: Member, rows: QuerySet[Buddy]) -> list[Seen]:
    in_full = rows.select_related(
        "member__team", "welcome__newcomer__team", "pairing__ending", "asked", "passing"
    ).prefetch_related(Prefetch("acceptances", Acceptance.objects.order_by("pk")))
    seen = [_as_seen(one, reader) for one in in_full.order_by("-asked_at", "-pk")]
    order = ("asked", "waits", "paired", "ended")
    return sorted(seen, key=lambda one: order.index(one.state))


def _as_seen(buddy: Buddy, reader: Member) -> Seen:
    newcomer = buddy.welcome.newcomer_id == reader.pk
    other = buddy.member if newcomer else buddy.welcome.newcomer
    return Seen(buddy, other, newcomer, _state(buddy, reader), buddy.asked_at + ANSWER_WITHIN)


def _state(buddy: Buddy, reader: Member) -> State:
    if is_open(buddy):
        said = any(one.member_id == reader.pk for one in buddy.acceptances.all())
        return "waits" if said else "asked"
    return "ended" if buddy.pairing and hasattr(buddy.pairing, "ending") else "paired"


def waited_too_long() -> QuerySet[Buddy]:
    """Proposals that not both have answered in time."""
    return Buddy.objects.filter(pairing=None, passing=None, asked_at__lte=now() - ANSWER_WITHIN).order_by("pk")
