"""A short word under an answer or the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.questions.actions.held import held
from peerloop.questions.actions.pace import keep_pace
from peerloop.questions.models import Remark
from peerloop.questions.queries.askers import is_asker
from peerloop.questions.queries.seen import answers_seen_by, remarks_seen_by
from peerloop.questions.rules import SAID_WITHIN, a_remark, is_there, next_quarter, no_secret

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.models import Answer, Question


@transaction.atomic
def remark(question: Question, *, by: Member, text: str, on: Answer | None = None, anyway: bool = False) -> Remark:
    """Say something about the question, or about the answer ``on``; the same again at once is once.

    The asker under a pseudonym says it under that, from the next quarter-hour on. Raises ``ValidationError`` on "text",
    ``LooksSecret``, ``TooOften``, ``Gone``; ``PermissionDenied`` for who does not see it.
    """
    stands = held(question, by=by)
    is_there(stands)
    if on is not None and not answers_seen_by(by).filter(pk=on.pk, question=stands, hiding=None).exists():
        raise PermissionDenied
    said = a_remark(text)
    sealed = bool(stands.pseudonym) and is_asker(stands, by)
    own = Remark.objects.filter(question=stands, from_asker=True) if sealed else Remark.objects.filter(by=by)
    if again := own.filter(question=stands, answer=on, text=said, at__gt=now() - SAID_WITHIN).first():
        return again
    keep_pace(own)
    no_secret(said, anyway=anyway)
    if sealed:
        return Remark.objects.create(
            question=stands, answer=on, from_asker=True, shown=False, text=said, at=next_quarter(now())
        )
    made = Remark.objects.create(question=stands, answer=on, by=by, text=said, at=now())
    record("remark.made", actor=by, subject=made)
    return made


@transaction.atomic
def take_remark_back(made: Remark, *, by: Member) -> None:
    """Take one's remark back; raises ``PermissionDenied`` for anybody else."""
    if not remarks_seen_by(by).filter(pk=made.pk).exists():
        raise PermissionDenied
    own = is_asker(made.question, by) if made.from_asker else made.by_id == by.pk
    if not own:
        raise PermissionDenied
    for row in Remark.objects.select_for_update().filter(pk=made.pk):
        record("remark.taken_back", actor=None if row.from_asker else by, subject=row)
        row.delete()
