"""At the quarter-hour: what was asked, said or decided under a pseudonym since the last one comes to light."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.questions.actions.judging import take
from peerloop.questions.actions.putting import put_to, tell_who_waits
from peerloop.questions.actions.wording import read_from_now_on
from peerloop.questions.birds import drawn
from peerloop.questions.models import Deciding, Question, Remark, Rewording, Sealed, Waiting
from peerloop.questions.queries.askers import keeps_its_skill
from peerloop.search.actions import index
from peerloop.skills.queries import stands_for


def release_due() -> int:
    """Make the questions that wait for this quarter-hour, in an order drawn by lot; return how many.

    Only now do rows, numbers, entries in the journal and times of them come into being, and all have the same time.
    Each comes in a transaction of its own, since each locks members.
    """
    due = list(Waiting.objects.filter(due_at__lte=now()).values_list("pk", flat=True))
    secrets.SystemRandom().shuffle(due)
    done = sum(_release(pk) for pk in due)
    _what_was_done_since()
    tell_who_waits()
    return done


@transaction.atomic
def _release(pk: int) -> bool:
    waiting = Waiting.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if waiting is None:
        return False  # taken back, or another worker has just done it
    at = waiting.due_at
    debate = at + timedelta(hours=waiting.debate_hours) if waiting.debate_hours else None
    question = Question.objects.create(
        uid=waiting.uid, pseudonym=drawn(), title=waiting.title, text=waiting.text, skill=waiting.skill, at=at,
        hours=waiting.hours, debate_until=debate,
    )  # fmt: skip
    Sealed.objects.create(question=question, member=waiting.member)
    waiting.delete()
    index("question", [question.pk])
    record("question.asked", actor=None, subject=question)
    put_to(question, waiting.to, asker=waiting.member)
    return True


@transaction.atomic
def _what_was_done_since() -> None:
    for words in Rewording.objects.select_for_update().order_by("pk"):
        question = Question.objects.select_for_update(no_key=True).get(pk=words.question_id)
        skill = stands_for(words.skill) if words.skill else None
        if keeps_its_skill(question, question.sealed.member):  # it may have been answered meanwhile
            skill = question.skill
        read_from_now_on(question, title=words.title, text=words.text, skill=skill, changes=words.sequence)
        words.delete()
        record("question.reworded", actor=None, subject=question)
    for remark in Remark.objects.select_for_update().filter(shown=False, at__lte=now()).order_by("pk"):
        remark.shown = True
        remark.save(update_fields=["shown"])
        record("remark.made", actor=None, subject=remark)
    for decided in Deciding.objects.select_for_update().order_by("pk"):
        question = Question.objects.select_for_update(no_key=True).get(pk=decided.question_id)
        chosen = decided.answer if decided.answer is not None and not hasattr(decided.answer, "hiding") else None
        decided.delete()
        take(question, chosen, by=None)
