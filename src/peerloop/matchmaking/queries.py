"""What a reader may see of requests, pairings and runs, and how many seats a teacher has left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Case, Count, Exists, F, IntegerField, Model, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from peerloop.kit.clock import now
from peerloop.matchmaking.hours import LEAD, shared_hours
from peerloop.matchmaking.models import Meeting, Pairing, Request, Run, Shortfall, Suggestion
from peerloop.people.models import Avoidance, Block, Member, Role
from peerloop.people.queries import seen_by
from peerloop.schedule.queries import busy
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.skills.models import Need

Row = TypeVar("Row", Request, Pairing)
Of = TypeVar("Of", bound=Model)


NEAR = timedelta(hours=4)
"""An hour that was suggested is not offered any more when it is nearer than this."""


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


def suggestions_for(need: Need) -> list[Suggestion]:
    """The need's suggestions that hold now, best first, at most three: a run's choice, then those from free seats.

    Left out are teachers who have gone, are full, are kept apart from the learner or asked by them already, and who
    share no hour with them any more. Where the hour has been taken or is near, the next one stands in
    ``starts_at``. Some three queries, and four more where an hour has to be found anew.
    """
    held = list(_holding(need.member, Suggestion.objects.filter(need=need)).order_by("rank", "pk")[:3])
    stale = [one for one, taken in zip(held, _taken(need.member, held), strict=True) if taken]
    if stale:
        teachers = [one.teacher for one in stale]
        for one, hours in zip(stale, shared_hours(need.member, teachers, after=now() + LEAD), strict=True):
            if hours:
                one.starts_at = hours[0]
            else:
                held.remove(one)
    return held


def teachers_for(need: Need) -> QuerySet[Member]:
    """Whom the need's owner may turn to: members they see who offer the skill openly, or who are suggested to them.

    Each with ``places``, the seats they have left: 0 also where one avoids the other, which nobody else shall know.
    """
    offers = Offer.objects.filter(member=OuterRef("pk"), skill=need.skill_id)
    suggested = Suggestion.objects.filter(need=need, teacher=OuterRef("pk"))
    open_to = Q(Exists(offers.filter(confirmed_at__isnull=False))) | Q(Exists(suggested), Exists(offers))
    avoided = Avoidance.objects.filter(
        Q(member=need.member_id, other=OuterRef("pk")) | Q(other=need.member_id, member=OuterRef("pk"))
    )
    here = with_seats(seen_by(need.member).filter(open_to).exclude(pk=need.member_id))
    return here.annotate(places=Case(When(Exists(avoided), then=Value(0)), default=F("seats")))


def best_suggestion(member: Member) -> Suggestion | None:
    """The one suggestion worth a look on the member's day: for a need that nothing is on its way for, in one query."""
    underway = Request.objects.filter(need=OuterRef("need"), outcome=None)
    mine = _holding(member, Suggestion.objects.filter(need__member=member)).exclude(Exists(underway))
    return mine.select_related("need__skill", "teacher__team").order_by("rank", "-made_at", "pk").first()


def shortfall_of(need: Need) -> Shortfall | None:
    """Why nobody was found for the need, when that was looked for last."""
    return Shortfall.objects.filter(need=need).first()


def open_request(need: Need) -> Request | None:
    """The request that is on its way for this need, if there is one."""
    return in_full(Request.objects.filter(need=need, outcome=None)).first()


def to_answer(member: Member) -> QuerySet[Request]:
    """Requests that wait for the member's answer, the one that expires first on top."""
    return in_full(requests_seen_by(member).filter(teacher=member, outcome=None, expires_at__gt=now())).order_by(
        "expires_at", "pk"
    )


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


def with_seats(rows: QuerySet[Of], member: str = "") -> QuerySet[Of]:
    """Annotate ``seats``: capacity less open requests and running pairings, 0 or less where all are taken.

    ``rows``: members, or rows that point at one by the field ``member``.
    """
    who = OuterRef(member or "pk")
    asked = Request.objects.filter(teacher=who, outcome=None)
    paired = Pairing.objects.filter(teacher=who, ending=None)
    capacity = F(f"{member}__capacity" if member else "capacity")
    return rows.annotate(seats=capacity - _counted(asked) - _counted(paired))


def seats_left(teacher_ids: Iterable[int]) -> dict[int, int]:
    """Return how many more learners each teacher could take now; 0 where they are full."""
    seats = with_seats(Member.objects.present().filter(pk__in=set(teacher_ids))).values_list("pk", "seats")
    return {teacher: max(left, 0) for teacher, left in seats}


def kept_apart_from(member: Member, *, field: str) -> Q:
    """Rows whose ``field`` is the member's manager or report, or somebody avoided or blocked either way."""
    apart = Q(**{f"{field}__manager": member})
    if member.manager_id:
        apart |= Q(**{field: member.manager_id})
    for model in (Avoidance, Block):
        apart |= Q(Exists(model.objects.filter(member=member, other=OuterRef(field))))
        apart |= Q(Exists(model.objects.filter(other=member, member=OuterRef(field))))
    return apart


def blocks_between() -> QuerySet[Block]:
    """For a row with ``learner`` and ``teacher``: the blocks between the two, either way."""
    one, other = OuterRef("learner"), OuterRef("teacher")
    return Block.objects.filter(Q(member=one, other=other) | Q(member=other, other=one))


def _holding(learner: Member, suggestions: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Those of the learner's suggestions whose teacher is here, has a seat, is not kept apart and not asked yet."""
    asked = Request.objects.filter(teacher=OuterRef("teacher"), learner=learner, outcome=None)
    rows = suggestions.filter(teacher__departed_at=None).exclude(Exists(asked))
    rows = with_seats(rows.exclude(kept_apart_from(learner, field="teacher")), "teacher").filter(seats__gt=0)
    return rows.select_related("teacher__team")


def _taken(learner: Member, held: list[Suggestion]) -> list[bool]:
    """Whether each suggestion's hour is too near, or no longer free for both."""
    if not held:
        return []
    soonest = now() + NEAR
    ends = [one.starts_at + timedelta(minutes=one.minutes) for one in held]
    spans = busy([learner.pk, *(one.teacher_id for one in held)], min(one.starts_at for one in held), max(ends))
    return [
        one.starts_at < soonest
        or any(
            since < end and one.starts_at < until for who, since, until in spans if who in {learner.pk, one.teacher_id}
        )
        for one, end in zip(held, ends, strict=True)
    ]


def _between(reader: Member, model: type[Row]) -> QuerySet[Row]:
    """Rows with ``reader`` as learner or teacher, less those shared with somebody blocked either way."""
    if reader.departed_at is not None:
        return model._default_manager.none()
    mine = Q(learner=reader) | Q(teacher=reader)
    return model._default_manager.filter(mine, ~Exists(blocks_between()))


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


def _counted(rows: QuerySet[Request] | QuerySet[Pairing]) -> Coalesce:
    count = rows.order_by().values("teacher").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
