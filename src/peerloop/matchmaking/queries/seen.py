"""Who sees which requests, pairings and runs, and the lists that pages show of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Exists, OuterRef, Prefetch, Q

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.matchmaking.models import Meeting, Pairing, Request, Run
from peerloop.people.models import Block, Member, Role
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.schedule.models import Session
    from peerloop.skills.models import Skill

Row = TypeVar("Row", Request, Pairing)


def own_needs(reader: Member) -> QuerySet[Need]:
    """Needs whose suggestions ``reader`` sees: their own, and nobody else's, public or not."""
    return Need.objects.filter(member=reader) if reader.departed_at is None else Need.objects.none()


def need_on_page(reader: Member, pk: int) -> Need | None:
    """The reader's own need of that id, with its skill and its owner."""
    return next(iter(_own(reader, pk)), None)


def requests_seen_by(reader: Member) -> QuerySet[Request]:
    """Requests that ``reader`` made or was asked in; nobody else sees any."""
    return _between(reader, Request)


def pairings_seen_by(reader: Member) -> QuerySet[Pairing]:
    """Pairings in which ``reader`` takes part; nobody else sees any."""
    return _between(reader, Pairing)


def runs_seen_by(reader: Member) -> QuerySet[Run]:
    """Runs, for whoever organises or administers."""
    if reader.departed_at is None and reader.roles & {Role.ORGANISER, Role.ADMINISTRATOR}:
        return Run.objects.all()
    return Run.objects.none()


def open_request(need: Need) -> Request | None:
    """The request that is on its way for this need, if there is one."""
    return next(iter(underway(need)), None)


def to_answer(member: Member) -> QuerySet[Request]:
    """Requests that wait for the member's answer, the one that expires first on top."""
    return _waiting(member, now())


def asked_by(member: Member) -> QuerySet[Request]:
    """Requests that the member has made and that are still open."""
    return in_full(requests_seen_by(member).filter(learner=member, outcome=None)).order_by("-asked_at", "pk")


def answered(member: Member) -> QuerySet[Request]:
    """Requests of the member that are over, made or received, the latest first."""
    return in_full(requests_seen_by(member).exclude(outcome=None)).order_by("-outcome__at", "-pk")


def running(member: Member) -> QuerySet[Pairing]:
    """The member's pairings that have not ended."""
    pairings = pairings_seen_by(member).filter(ending=None)
    return pairings.select_related("learner__team", "teacher__team", "skill", "loop").order_by("-opened_at", "pk")


def next_meetings(pairings: Iterable[Pairing]) -> dict[int, Session]:
    """Return by the pairing's id the session that comes next."""
    coming = Meeting.objects.filter(pairing__in=pairings, session__ends_at__gt=now(), session__cancellation=None)
    ordered = coming.select_related("session").order_by("-session__starts_at", "-pk")
    return {meeting.pairing_id: meeting.session for meeting in ordered}


def ended(member: Member) -> QuerySet[Pairing]:
    """The member's pairings that have ended, the latest first."""
    pairings = pairings_seen_by(member).exclude(ending=None)
    return pairings.select_related("learner", "teacher", "skill", "ending").order_by("-ending__at", "-pk")


def wanted_by(member: Member, skill: Skill | None) -> Need | None:
    """The member's own need of the skill, while there is one."""
    return None if skill is None else own_needs(member).filter(skill=skill).first()


def in_full(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Fetch with each request what its page tells."""
    return requests.select_related(
        "learner__team", "teacher__team", "skill", "session__cancellation", "outcome", "pairing"
    )


def pairings_in_full(pairings: QuerySet[Pairing]) -> QuerySet[Pairing]:
    """Fetch with each pairing what its page tells: its loop's steps, and its sessions in order."""
    steps = [f"loop__{step}" for step in ("gain", "application", "feedback", "reflection", "release")]
    meetings = Meeting.objects.select_related("session__cancellation", "session__record")
    return pairings.select_related("learner__team", "teacher__team", "skill", "ending", *steps).prefetch_related(
        Prefetch("meetings", meetings.order_by("session__starts_at", "pk"))
    )


def blocks_between() -> QuerySet[Block]:
    """For a row with ``learner`` and ``teacher``: the blocks between the two, either way."""
    one, other = OuterRef("learner"), OuterRef("teacher")
    return Block.objects.filter(Q(member=one, other=other) | Q(member=other, other=one))


@prepared
def _own(reader: Member, pk: int) -> QuerySet[Need]:
    return own_needs(reader).filter(pk=pk).select_related("skill", "member")


@prepared
def underway(need: Need) -> QuerySet[Request]:
    """What is on its way for the need."""
    requests = Request.objects.filter(need=need, outcome=None).select_related("teacher", "skill", "session")
    return requests.order_by("pk")[:1]


def _waiting(member: Member, instant: datetime) -> QuerySet[Request]:
    waiting = requests_seen_by(member).filter(teacher=member, outcome=None, expires_at__gt=instant)
    return in_full(waiting).order_by("expires_at", "pk")


@prepared
def first_to_answer(member: Member, instant: datetime, *, at_most: int) -> QuerySet[Request]:
    """The first of those that wait for the member's answer."""
    return _waiting(member, instant)[:at_most]


def _between(reader: Member, model: type[Row]) -> QuerySet[Row]:
    """Rows with ``reader`` as learner or teacher, less those shared with somebody blocked either way."""
    if reader.departed_at is not None:
        return model._default_manager.none()
    mine = Q(learner=reader) | Q(teacher=reader)
    return model._default_manager.filter(mine, ~Exists(blocks_between()))
