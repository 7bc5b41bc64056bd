"""Put a question to colleagues, each within what they take; and to the next ones when nobody has answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.questions.actions.held import held, hold_members
from peerloop.questions.models import Answer, Asked, Pass, Question
from peerloop.questions.queries.askers import asker_of, is_asker
from peerloop.questions.queries.limits import kept_apart_from, not_now
from peerloop.questions.rules import MOST_TO, in_debate, is_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member

AT_A_TIME = 100


def put_to(question: Question, ids: Sequence[int], *, asker: Member | None, at_once: bool = True) -> list[int]:
    """Put the question to those of the members who can be asked now, in their order; return who they are, by id.

    Not ``at_once``: they are told at the next quarter-hour. To be called in an action's transaction. The members' rows
    are locked, so that nobody gets more than they take.
    """
    if asker is None:
        return []
    there = hold_members(ids)
    known = set(Asked.objects.filter(question=question).values_list("member", flat=True))
    apart = kept_apart_from(asker, pseudonymous=bool(question.pseudonym)) | known | {asker.pk} | not_now(there)
    able = [pk for pk in dict.fromkeys(ids) if pk in there and there[pk].is_active and pk not in apart]
    waits = in_debate(question, now()) or not at_once
    Asked.objects.bulk_create(Asked(question=question, member_id=pk, told_at=None if waits else now()) for pk in able)
    if not waits:
        _next_time(question)
        if able:
            record("question.put", actor=None, subject=question, about=able)
    return able


@transaction.atomic
def ask_more(question: Question, to: Sequence[Member], *, by: Member) -> list[int]:
    """Put one's own question to more colleagues, or to others; return whom it went to.

    Under a pseudonym they are told at the next quarter-hour: the minute would tell who was there.
    Raises ``PermissionDenied`` for anybody but its asker, ``Gone`` where it is taken back or hidden.
    """
    stands = held(question, by=by)
    if not is_asker(stands, by):
        raise PermissionDenied
    is_there(stands)
    room = MOST_TO - Asked.objects.filter(question=stands).count()
    return put_to(stands, [member.pk for member in to][: max(room, 0)], asker=by, at_once=not stands.pseudonym)


@transaction.atomic
def pass_on(question: Question, *, by: Member) -> None:
    """Leave it to others; twice is once, and nobody is told. Where all have passed the next one is asked soon,
    unless its asker wanted nobody else.

    Raises ``PermissionDenied`` for who was not asked.
    """
    stands = held(question, by=by)
    asked = Asked.objects.filter(question=stands, member=by).exclude(told_at=None).first()
    if asked is None:
        raise PermissionDenied
    _row, new = Pass.objects.get_or_create(asked=asked)
    if not new:
        return
    record("question.passed", actor=None, subject=stands)
    still = Asked.objects.filter(question=stands, passing=None).exclude(told_at=None).exists()
    if stands.hours and not still and not Answer.objects.filter(question=stands).exists():
        stands.next_at = now()
        stands.save(update_fields=["next_at"])


@transaction.atomic
def end_debates() -> int:
    """Tell those who wait for the end of a debate that is over; return of how many questions."""
    over = Question.objects.filter(debate_until__lte=now(), withdrawal=None, hiding=None).order_by("debate_until", "pk")
    ended = [held(one, by=None) for one in over[:AT_A_TIME]]
    for question in ended:
        question.debate_until = None
        question.save(update_fields=["debate_until"])
        _tell(question)
    return len(ended)


def tell_who_waits() -> None:
    """At the quarter-hour tell those to whom more questions under pseudonyms were put since the last one."""
    waiting = Asked.objects.filter(told_at=None, question__debate_until=None).exclude(question__pseudonym="")
    for pk in sorted(set(waiting.values_list("question", flat=True))):
        with transaction.atomic():
            question = held(Question(pk=pk), by=None)
            if not hasattr(question, "hiding"):
                _tell(question)


def escalate_due() -> int:
    """Ask the next helper of each question that has waited as long as its asker chose; return how many were asked.

    Each in a transaction of its own, since each locks members. Where nobody is left it stays open to all, and its asker
    is told.
    """
    due = Question.objects.filter(next_at__lte=now(), withdrawal=None, hiding=None).order_by("next_at", "pk")
    return sum(_escalate(one) for one in list(due[:AT_A_TIME]))


@transaction.atomic
def _escalate(one: Question) -> int:
    from peerloop.questions.queries.routing import route

    question = held(one, by=None)
    if question.next_at is None or question.next_at > now():
        return 0  # another worker has just done it
    asker = asker_of(question)
    able: list[int] = []
    if asker is not None and asker.is_active and not Answer.objects.filter(question=question).exists():
        asked = set(Asked.objects.filter(question=question).values_list("member", flat=True))
        under = bool(question.pseudonym)
        ways = route(asker, question.title, question.text, skill=question.skill, pseudonymous=under, without=asked)
        next_ones = [each.member.pk for each in ways.helpers[:1]] if len(asked) < MOST_TO else []
        able = put_to(question, next_ones, asker=asker)
        if not able:
            record("question.exhausted", actor=None, subject=question)
    if not able:
        question.next_at = None
        question.save(update_fields=["next_at"])
    return len(able)


def _tell(question: Question) -> None:
    waiting = Asked.objects.filter(question=question, told_at=None)
    able = list(waiting.order_by("pk").values_list("member", flat=True))
    waiting.update(told_at=now())
    _next_time(question)
    if able:
        record("question.put", actor=None, subject=question, about=able)


def _next_time(question: Question) -> None:
    """Note when the next one is asked, unless there is an answer."""
    answered = Answer.objects.filter(question=question).exists()
    question.next_at = now() + timedelta(hours=question.hours) if question.hours and not answered else None
    question.save(update_fields=["next_at"])
