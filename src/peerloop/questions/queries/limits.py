"""Who can be asked just now: here, not away, not kept apart, willing, and within what they take in a week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.people.models import Absence, Avoidance, Block, Member
from peerloop.questions.models import A_WEEK, Asked, Reach
from peerloop.skills.models import Endorsement, Offer
from peerloop.vetting.queries import with_vetted

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from peerloop.questions.models import Answer

WEEK = timedelta(days=7)


def kept_apart_from(asker: Member, *, pseudonymous: bool) -> set[int]:
    """Return whom the asker's questions do not go to: blocked or avoided.

    Either way where the name is shown. Under a pseudonym whom the asker has blocked or avoids, and everybody who has
    blocked anybody: to whom it goes must not hang on what others block, or who blocks all but one would know whose
    question comes.
    """
    found: set[int] = set()
    for model in (Block, Avoidance):
        found.update(model._default_manager.filter(member=asker).values_list("other", flat=True))
        if not pseudonymous:
            found.update(model._default_manager.filter(other=asker).values_list("member", flat=True))
    if pseudonymous:
        found.update(Block.objects.values_list("member", flat=True))
    return found


def asked_this_week() -> dict[int, int]:
    """Return by member how many of the last seven days' questions were put to them, with those that wait."""
    lately = Asked.objects.filter(Q(told_at__gt=now() - WEEK) | Q(told_at=None))
    return dict(lately.order_by().values_list("member").annotate(Count("pk")))


def routed_this_week() -> int:
    """Return how many questions of the last seven days were put to anybody."""
    lately = Asked.objects.filter(Q(told_at__gt=now() - WEEK) | Q(told_at=None))
    return lately.order_by().values("question").distinct().count()


def not_now(among: Collection[int] | None = None) -> set[int]:
    """Return who cannot be asked: away today by their own clock, opted out, or with as many questions as they take."""
    wanted = Q() if among is None else Q(member__in=among)
    moment, found = now(), set()
    near = Absence.objects.filter(
        wanted, starts_on__lte=(moment + timedelta(days=1)).date(), ends_on__gte=(moment - timedelta(days=1)).date()
    )
    for who, zone, first, last in near.values_list("member", "member__time_zone", "starts_on", "ends_on"):
        if first <= moment.astimezone(ZoneInfo(zone)).date() <= last:
            found.add(who)
    most = dict(Reach.objects.filter(wanted).values_list("member", "most"))
    found.update(who for who, limit in most.items() if limit == 0)
    asked = asked_this_week()
    found.update(who for who, count in asked.items() if count >= most.get(who, A_WEEK))
    return found if among is None else found & set(among)


def most_of(member: Member) -> int:
    """Return how many questions a week may be put to the member: for the member."""
    row = Reach.objects.filter(member=member).first()
    return row.most if row else A_WEEK


def gone() -> set[int]:
    """Return who has left."""
    return set(Member.objects.exclude(departed_at=None).values_list("pk", flat=True))


def vouched_for(member: Member, skill: int | None) -> bool:
    """Whether what the member offers of the skill is vouched for."""
    return skill is not None and bool(_vouched_of(member, skill))


def may_verify(answer: Answer, member: Member) -> bool:
    """Whether the member can verify the answer: another's, not hidden, and vouched for in the question's skill."""
    return answer.by_id != member.pk and not hasattr(answer, "hiding") and vouched_for(member, answer.question.skill_id)


def vouched(skill: int) -> set[int]:
    """Return who is vouched for in the skill: by a colleague who is here, or by the two peers of a practice lesson."""
    return set(_vouched(skill).values_list("member", flat=True))


@prepared
def _vouched_of(member: Member, skill: int) -> QuerySet[Offer]:
    return _vouched(skill).filter(member=member).order_by("pk")[:1]


def _vouched(skill: int) -> QuerySet[Offer]:
    word = Endorsement.objects.filter(offer=OuterRef("pk"), by__departed_at=None)
    there = Offer.objects.filter(skill=skill, confirmed_at__isnull=False, member__departed_at=None)
    return with_vetted(there).filter(Q(Exists(word)) | Q(vetted=True))
