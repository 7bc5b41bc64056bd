"""What each reader sees of surveys, interviews and help from outside; doors fetch them only through these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.people.models import Role
from peerloop.people.queries import everybody_below, seen_by
from peerloop.people.rules import has_role
from peerloop.programmes.queries import programmes_run_by
from peerloop.pulse.models import Answer, Asked, Closure, Draft, Interview, Outside, Survey, Wish
from peerloop.pulse.rules import ORGANISING, READING
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member


def surveys_seen_by(reader: Member) -> QuerySet[Survey]:
    """Surveys that ``reader`` is or was asked, of any state; all of them for organisers.

    Of others those whose results are told: to analysts all of them, to who runs a programme its own.
    """
    surveys = Survey.objects.select_related("opening", "closure", "reminder", "programme")
    if reader.departed_at is not None:
        return surveys.none()
    if has_role(reader, *ORGANISING):
        return surveys
    asked = Exists(Asked.objects.filter(survey=OuterRef("pk"), member=reader))
    if has_role(reader, *READING):
        return surveys.filter(asked | Q(closure__outcome=Closure.Outcome.TOLD))
    run = Q(programme__in=programmes_run_by(reader).values("pk"), closure__outcome=Closure.Outcome.TOLD)
    return surveys.filter(asked | run)


def surveys_run_by(reader: Member) -> QuerySet[Survey]:
    """Surveys that ``reader`` may change, open and close: all of them for organisers, none for others."""
    surveys = surveys_seen_by(reader)
    return surveys if has_role(reader, *ORGANISING) else surveys.none()


def surveys_answered_by(reader: Member) -> QuerySet[Survey]:
    """Surveys that ``reader`` is asked and that are open: what there is to answer, or to change."""
    return _open_to(reader, now())


def surveys_waiting_for(reader: Member) -> QuerySet[Survey]:
    """Open surveys that ``reader`` has not answered."""
    return _unanswered(reader, now())


@prepared
def surveys_for_today(reader: Member, instant: datetime, *, at_most: int) -> QuerySet[Survey]:
    """The same, the one that closes first on top."""
    return _unanswered(reader, instant)[:at_most]


def _open_to(reader: Member, instant: datetime) -> QuerySet[Survey]:
    asked = Exists(Asked.objects.filter(survey=OuterRef("pk"), member=reader))
    there = Survey.objects.exclude(opening=None).filter(asked, closure=None, closes_at__gt=instant)
    there = there.select_related("opening").order_by("closes_at", "pk")
    return there if reader.departed_at is None else there.none()


def _unanswered(reader: Member, instant: datetime) -> QuerySet[Survey]:
    done = Answer.objects.filter(survey=OuterRef("pk"), member=reader)
    return _open_to(reader, instant).filter(~Exists(done))


def results_seen_by(reader: Member) -> QuerySet[Survey]:
    """Surveys whose results ``reader`` may read: those told, to who was asked, organises or analyses."""
    return surveys_seen_by(reader).filter(closure__outcome=Closure.Outcome.TOLD)


def answer_of(survey: Survey, member: Member) -> Answer | None:
    """Return what the member has answered, while that is kept."""
    return Answer.objects.filter(survey=survey, member=member).prefetch_related("wishes__skill").first()


def draft_of(survey: Survey, member: Member) -> Draft | None:
    """Return what the member has begun to answer."""
    return Draft.objects.filter(survey=survey, member=member).first()


def wishes_seen_by(reader: Member) -> QuerySet[Wish]:
    """The skills that ``reader`` has named in a needs survey that is open; nobody sees another's."""
    there = surveys_answered_by(reader).filter(kind="needs").values("pk")
    return Wish.objects.filter(answer__member=reader, answer__survey__in=there).select_related("skill")


def signed_answers(survey: Survey, reader: Member) -> list[Answer]:
    """Return the signed answers for an organiser, save of those who report to the reader at any distance."""
    if not survey.signed or not has_role(reader, *ORGANISING) or reader.departed_at is not None:
        return []
    there = Answer.objects.filter(survey=survey, member__in=seen_by(reader)).exclude(member__in=everybody_below(reader))
    return list(there.select_related("member").prefetch_related("wishes__skill").order_by("member__name_key", "pk"))


def interviews_seen_by(reader: Member) -> QuerySet[Interview]:
    """One's own, those one has noted, and those agreed to for organisers, save of own reports and who is blocked.

    The yes is to the organisers: an administrator reads no more than what they have noted themselves.
    """
    there = Interview.objects.select_related("member", "by", "consent")
    if reader.departed_at is not None:
        return there.none()
    if not has_role(reader, *ORGANISING):
        return there.filter(member=reader)
    others = Q(member__in=seen_by(reader)) & ~Q(member__in=everybody_below(reader))
    told = Q(by=reader)
    if has_role(reader, Role.ORGANISER):
        told |= Q(consent__isnull=False)
    return there.filter(Q(member=reader) | (others & told))


def outside_seen_by(reader: Member) -> QuerySet[Outside]:
    """Help from outside: all of it for organisers, for others with the skills that they want."""
    there = Outside.objects.select_related("skill", "by")
    if reader.departed_at is not None:
        return there.none()
    if has_role(reader, *ORGANISING):
        return there
    wanted = Need.objects.filter(member=reader).values("skill")
    named = wishes_seen_by(reader).values("skill")
    return there.filter(Q(skill__in=wanted) | Q(skill__in=named))
