"""A question becomes a session, the beginning of a loop, or with others like it a proposal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions import begin_loop
from peerloop.proposals.actions import propose, schedule_proposal, volunteer, want_too
from peerloop.proposals.queries import hours_for, proposals_seen_by
from peerloop.questions.actions.held import held, held_answer
from peerloop.questions.actions.sharing import words_of
from peerloop.questions.models import Gathered, Held, Question, TeacherAsked, Tried
from peerloop.questions.queries.askers import is_asker
from peerloop.questions.rules import GATHERED_AFTER, TOGETHER, alike, different_askers, is_there

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member
    from peerloop.questions.models import Answer
    from peerloop.schedule.models import Session

MINUTES, SOONEST, SPAN = 30, timedelta(hours=20), timedelta(days=21)
LOOKED_AT = 500


@transaction.atomic
def make_session(question: Question, *, by: Member) -> Session:
    """Announce a session about it, led by ``by``, at the first good hour, and return it; once more is the same.

    Who asked under their name is invited; under a pseudonym they are told of it like everybody who has the question
    too, and come or not as anybody does. Raises ``ValidationError`` where there is no hour.
    """
    stands = held(question, by=by)
    is_there(stands)
    if there := Held.objects.filter(question=stands, session__cancellation=None).select_related("session").first():
        return there.session
    gathered = Gathered.objects.filter(question=stands).first()
    proposal = proposals_seen_by(by).filter(pk=gathered.proposal_id or 0).first() if gathered else None
    if proposal is None or hasattr(proposal, "closure") or hasattr(proposal, "scheduling"):
        proposal = propose(by=by, title=stands.title, about=stands.text[:500], skill=stands.skill)
    asker = stands.by
    if asker is not None and asker != by and asker.is_active and proposals_seen_by(asker).filter(pk=proposal.pk):
        want_too(proposal, by=asker)
    volunteer(proposal, by=by)
    after = now() + SOONEST
    hours = hours_for(proposal, by, minutes=MINUTES, after=after, until=after + SPAN, at_most=1)
    if not hours:
        raise ValidationError(_("You have no free half hour in the next three weeks. Look at your hours first."))
    local = hours[0][0].starts_at.astimezone(ZoneInfo(by.time_zone))
    made = schedule_proposal(
        proposal, by=by, kind="workshop", local_date=local.date(), local_time=local.time(), minutes=MINUTES
    ).session
    Held.objects.update_or_create(question=stands, defaults={"session": made, "by": by, "at": now()})
    record("question.held", actor=by, subject=stands)
    return made


@transaction.atomic
def begin_from(answer: Answer, *, by: Member) -> Loop:
    """Begin a loop from what the answer says and return it; once more is the same loop.

    Its author is asked to stand by it as who taught it, unless ``by`` asked under a pseudonym: that would tell them.
    Raises ``ValidationError`` where the question has no skill; ``PermissionDenied`` for one's own answer.
    """
    stands = held_answer(answer, by=by)
    is_there(stands.question)
    if stands.by_id == by.pk:
        raise PermissionDenied
    if known := Tried.objects.filter(answer=stands, member=by).select_related("loop").first():
        return known.loop
    skill = stands.question.skill
    if skill is None:
        raise ValidationError(_("This question has no skill yet, and a loop is about one."))
    sealed = bool(stands.question.pseudonym) and is_asker(stands.question, by)
    author = None if sealed or stands.by is None or not stands.by.is_active else stands.by
    loop = begin_loop(by=by, skill=skill, taught_by=author)
    Tried.objects.create(answer=stands, member=by, loop=loop)
    if not sealed:  # beside the loop's own entry it would name who asked
        record("answer.tried", actor=by, subject=stands)
    return loop


@transaction.atomic
def gather_alike() -> int:
    """Make proposals of questions that are alike, three or more of them, each a day old and without an answer.

    Return how many. The likeliest teacher of each is asked whether they would.
    """
    there = Question.objects.filter(
        at__lte=now() - GATHERED_AFTER, answers=None, withdrawal=None, hiding=None, gathered=None, held=None
    )
    left = list(there.select_related("skill", "by").order_by("-at", "uid")[:LOOKED_AT])
    made = 0
    while left:
        first = left.pop(0)
        group = [first, *(other for other in left if alike(first, other))]
        if len(group) >= TOGETHER and different_askers(group) >= TOGETHER:
            _gather(group)
            made += 1
            left = [one for one in left if one not in group]
    return made


def _gather(group: list[Question]) -> None:
    skill = next((one.skill for one in group if one.skill), None)
    first = min(group, key=lambda one: (one.at, one.pk))
    proposal = propose(by=None, skill=skill, **words_of(first))
    Gathered.objects.bulk_create(Gathered(question=one, proposal=proposal) for one in group)
    named = {one.by.pk: one.by for one in group if one.by is not None and one.by.is_active}
    for _pk, asker in sorted(named.items()):
        want_too(proposal, by=asker)
    record("question.gathered", actor=None, subject=proposal)
    if teacher := _likeliest(group, proposal.pk):
        TeacherAsked.objects.create(proposal=proposal, member=teacher)
        record("teacher.asked", actor=None, subject=proposal, about=[teacher.pk])


def _likeliest(group: list[Question], proposal: int) -> Member | None:
    """Return who is likeliest to teach it, of those who see the proposal and did not ask."""
    from peerloop.questions.queries.routing import for_everybody

    text = "\n".join(f"{one.title}\n{one.text}" for one in group)
    asked = {one.by_id for one in group if one.by_id} | {
        one.sealed.member_id for one in group if one.pseudonym and hasattr(one, "sealed")
    }
    for member in for_everybody(group[0].title, text, skill=group[0].skill, without=asked):
        if proposals_seen_by(member).filter(pk=proposal).exists():
            return member
    return None
