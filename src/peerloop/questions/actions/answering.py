"""Answer, put an answer otherwise, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.discussion.rules import MOST_FILES, mentioned
from peerloop.files.actions import delete_file, grant
from peerloop.journal.actions import record
from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.people.queries import seen_by
from peerloop.questions.actions.held import held, held_answer
from peerloop.questions.actions.judging import uncheck
from peerloop.questions.actions.pace import keep_pace
from peerloop.questions.models import Answer, Asked
from peerloop.questions.queries.askers import is_asker
from peerloop.questions.queries.limits import vouched_for
from peerloop.questions.rules import Overtaken, in_debate, is_there, no_secret, what_is_answered
from peerloop.recognition.gathering import keep
from peerloop.recognition.models import Contribution
from peerloop.search.actions import index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.files.models import File
    from peerloop.people.models import Member
    from peerloop.questions.models import Question

SOURCE = Contribution.Source.ANSWER


@transaction.atomic
def answer(
    question: Question,
    *,
    by: Member,
    text: str,
    another_view: bool = False,
    source: str = "",
    files: Sequence[File] = (),
    uid: UUID | None = None,
    anyway: bool = False,
) -> Answer:
    """Answer and return the answer, which counts as a contribution; whom it names after an @ is told.

    ``another_view``: beside the others; with a ``source`` it stays pinned. ``uid`` is the form's. Raises
    ``ValidationError`` by field, also while peers debate for who is asked or vouched for; ``LooksSecret``,
    ``TooOften``, ``Gone``; ``PermissionDenied`` for who does not see it, and for its asker under a pseudonym, whom an
    answer would name.
    """
    stands = held(question, by=by)  # a second click waits for the first
    if uid is not None and (there := Answer.objects.filter(uid=uid).first()):
        if there.by_id != by.pk:
            raise PermissionDenied
        return there
    is_there(stands)
    if stands.pseudonym and is_asker(stands, by):
        raise PermissionDenied
    _peers_first(stands, by)
    said = what_is_answered(text, source)
    keep_pace(Answer.objects.filter(by=by))
    no_secret(said["text"], anyway=anyway)
    if len(files) > MOST_FILES:
        raise ValidationError({"file": _("Please add at most %(most)s files at once.") % {"most": MOST_FILES}})
    if any(file.by_id != by.pk for file in files):
        raise PermissionDenied
    whom = _mentioned(said["text"], by)
    row = Answer.objects.create(uid=uid or uuid4(), question=stands, by=by, another_view=another_view, at=now(), **said)
    row.files.set(files)
    row.mentions.set(whom)
    for file in files:
        grant(file, [None], by=by)
    if stands.next_at is not None:
        stands.next_at = None
        stands.save(update_fields=["next_at"])
    if stands.by_id != by.pk:
        kept = Contribution(
            member=by, kind=Contribution.Kind.ANSWER, source_type=SOURCE, source=row.pk,
            skill_id=stands.skill_id, at=row.at,
        )  # fmt: skip
        keep(iter([kept]))
    index("answer", [row.pk])
    record("answer.given", actor=by, subject=row, about=[member.pk for member in whom])
    return row


@transaction.atomic
def change_answer(
    given: Answer, *, by: Member, text: str, another_view: bool, source: str, sequence: int, anyway: bool = False
) -> Answer:
    """Put one's answer otherwise; ``sequence`` is of what the writer has seen. Its new words are checked by nobody yet.

    Raises ``Overtaken`` where it has changed since, ``ValidationError`` by field, ``TooOften``; ``PermissionDenied``
    for others.
    """
    stands = held_answer(given, by=by)
    if stands.by_id != by.pk:
        raise PermissionDenied
    is_there(stands.question)
    said = what_is_answered(text, source)
    if (said["text"], said["source"], another_view) == (stands.text, stands.source, stands.another_view):
        return stands
    if sequence != stands.sequence:
        raise Overtaken(stands)
    keep_pace(Entry.objects.filter(verb="answer.changed", actor=by.pk))
    no_secret(said["text"], anyway=anyway)
    if (said["text"], said["source"]) != (stands.text, stands.source):
        uncheck(stands, by=by)
    whom = _mentioned(said["text"], by)
    known = set(stands.mentions.values_list("pk", flat=True))
    stands.text, stands.source, stands.another_view = said["text"], said["source"], another_view
    stands.sequence += 1
    stands.save(update_fields=["text", "source", "another_view", "sequence"])
    stands.mentions.set(whom)
    index("answer", [stands.pk])
    record("answer.changed", actor=by, subject=stands, about=[one.pk for one in whom if one.pk not in known])
    return stands


@transaction.atomic
def take_answer_back(given: Answer, *, by: Member) -> None:
    """Take one's answer back: its words, files and what was said of it are gone. Raises ``PermissionDenied``."""
    stands = held_answer(given, by=by)
    if stands.by_id != by.pk:
        raise PermissionDenied
    for file in stands.files.all():
        delete_file(file, by=by)
    Contribution.objects.filter(source_type=SOURCE, source=stands.pk).delete()
    pk = stands.pk
    record("answer.taken_back", actor=by, subject=stands, about=[by.pk])
    stands.delete()
    index("answer", [pk])


def _peers_first(question: Question, by: Member) -> None:
    """Refuse who is asked or vouched for while peers debate."""
    if not in_debate(question, now()):
        return
    if Asked.objects.filter(question=question, member=by).exists() or vouched_for(by, question.skill_id):
        words = _("Who asked lets peers debate first. Your answer is welcome once that is over; you are told then.")
        raise ValidationError(words)


def _mentioned(text: str, by: Member) -> list[Member]:
    return mentioned(text, seen_by(by).exclude(pk=by.pk)) if "@" in text else []
