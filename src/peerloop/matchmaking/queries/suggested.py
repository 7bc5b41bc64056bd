"""Who is suggested for a need, as far as it still holds, and to whom else its owner may turn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.matchmaking.hours import LEAD, shared_hours
from peerloop.matchmaking.models import Earlier, NotAFit, NotThis, OtherSide, Request, Shortfall, Suggestion
from peerloop.matchmaking.queries.seats import with_seats
from peerloop.people.models import Avoidance, Block, Member
from peerloop.people.queries import seen_by
from peerloop.schedule.queries import busy
from peerloop.skills.models import Need, Offer
from peerloop.skills.queries import offers_of_others

if TYPE_CHECKING:
    from django.db.models import QuerySet

MANY = 50
NEAR = timedelta(hours=4)
"""An hour that was suggested is not offered any more when it is nearer than this."""


def suggestions_for(need: Need) -> list[Suggestion]:
    """The need's suggestions that hold now, best first, at most three: a run's choice, then those from free seats.

    Left out are teachers who have gone, are full, are kept apart from the learner or asked by them already, and who
    share no hour with them any more. Where the hour has been taken or is near, the next one stands in
    ``starts_at``. Some three queries, and four more where an hour has to be found anew.
    """
    held = _held(need.member, need)
    stale = [one for one, taken in zip(held, _taken(need.member, held), strict=True) if taken]
    if stale:
        teachers = [one.teacher for one in stale]
        for one, hours in zip(stale, shared_hours(need.member, teachers, after=now() + LEAD), strict=True):
            if hours:
                one.starts_at = hours[0]
            else:
                held.remove(one)
    return held


def best_suggestion(member: Member) -> Suggestion | None:
    """The one suggestion worth a look on the member's day: for a need that nothing is on its way for, in one query."""
    return next(iter(best_suggestions(member)), None)


def able(need: Need) -> int:
    """How many of those whom the need's owner sees offer the skill openly, at the wanted level or above.

    At most ``MANY`` and one: beyond that nobody counts. They are the ones on the skill's page: a count of others
    beside it would tell who is not on it, and so of a block.
    """
    return len(_able(need.member, need, level=need.level, at_most=MANY + 1))


def wants_other_side(need: Need) -> bool:
    """Whether its owner would rather have somebody from another team."""
    return bool(other_side(need))


def shortfall_of(need: Need) -> Shortfall | None:
    """Why nobody was found for the need, when that was looked for last."""
    return next(iter(shortfalls(need)), None)


def refusals(need: Need) -> list[NotThis]:
    """Whom the need's owner does not want for it, by name; for that owner alone."""
    return refused(need.member, need)


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
    here: QuerySet[Any] = with_seats(seen_by(need.member).filter(open_to).exclude(pk=need.member_id))
    placed: QuerySet[Any] = here.annotate(places=Case(When(Exists(avoided), then=Value(0)), default=F("seats")))
    return placed


def no_fit() -> QuerySet[NotAFit]:
    """For a row with ``need`` and ``teacher``: whether they were no fit for one another in that skill."""
    return NotAFit.objects.filter(
        learner=OuterRef("need__member"), teacher=OuterRef("teacher"), skill=OuterRef("need__skill")
    )


def early_enough() -> Q:
    """Rows with ``need`` and ``teacher``: where somebody earlier in their career is wanted, the teacher is that."""
    wanted = Earlier.objects.filter(need=OuterRef("need"))
    return ~Q(Exists(wanted)) | Q(Exists(wanted.filter(since__lte=OuterRef("teacher__hired_on"))))


def kept_apart_from(member: Member, *, field: str) -> Q:
    """Rows whose ``field`` is the member's manager or report, or somebody avoided or blocked either way."""
    apart = Q(**{f"{field}__manager": member})
    if member.manager_id:
        apart |= Q(**{field: member.manager_id})
    for model in (Avoidance, Block):
        apart |= Q(Exists(model.objects.filter(member=member, other=OuterRef(field))))
        apart |= Q(Exists(model.objects.filter(other=member, member=OuterRef(field))))
    return apart


@prepared
def _able(learner: Member, need: Need, *, level: int, at_most: int) -> QuerySet[Offer, int]:
    offers = offers_of_others(learner).filter(skill=need.skill_id, level__gte=level)
    return offers.order_by().values_list("pk", flat=True)[:at_most]


@prepared
def earlier(need: Need) -> QuerySet[Earlier]:
    """That its owner wants somebody earlier in their career."""
    return Earlier.objects.filter(need=need)


@prepared
def other_side(need: Need) -> QuerySet[OtherSide]:
    """That its owner would rather have somebody from another team."""
    return OtherSide.objects.filter(need=need)


@prepared
def shortfalls(need: Need) -> QuerySet[Shortfall]:
    """Why nobody was found for the need, when that was looked for last."""
    return Shortfall.objects.filter(need=need)


@prepared
def refused(learner: Member, need: Need) -> QuerySet[NotThis]:
    """Whom the learner does not want for the need, as far as they see them."""
    said = NotThis.objects.filter(Exists(seen_by(learner).filter(pk=OuterRef("teacher"))), need=need)
    return said.select_related("teacher").order_by("teacher__name_key", "pk")


@prepared
def _held(learner: Member, need: Need) -> QuerySet[Suggestion]:
    return _holding(learner, Suggestion.objects.filter(need=need)).order_by("rank", "pk")[:3]


@prepared
def best_suggestions(learner: Member) -> QuerySet[Suggestion]:
    """The same as a question, for asking many at once."""
    underway = Request.objects.filter(need=OuterRef("need"), outcome=None)
    own = Need.objects.filter(member=learner).values("pk")
    mine = _holding(learner, Suggestion.objects.filter(need__in=own)).exclude(Exists(underway))
    return mine.select_related("need__skill", "teacher__team").order_by("rank", "-made_at", "pk")[:1]


def _holding(learner: Member, suggestions: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Those of the learner's suggestions whose teacher is here, has a seat, is not kept apart and not asked yet."""
    asked = Request.objects.filter(teacher=OuterRef("teacher"), learner=learner, outcome=None)
    refused = NotThis.objects.filter(need=OuterRef("need"), teacher=OuterRef("teacher"))
    rows = suggestions.filter(teacher__departed_at=None).exclude(Exists(asked)).exclude(Exists(refused))
    rows = rows.exclude(Exists(no_fit())).filter(early_enough())
    seated: QuerySet[Any] = with_seats(rows.exclude(kept_apart_from(learner, field="teacher")), "teacher")
    return seated.filter(seats__gt=0).select_related("teacher__team")


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
