"""Put one's question otherwise, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.questions.actions.held import held
from peerloop.questions.actions.sharing import read_as_another, share_files
from peerloop.questions.models import Acceptance, Answer, Asked, Deciding, Remark, Rewording, Withdrawal
from peerloop.questions.queries.askers import as_it_will_read, is_asker
from peerloop.questions.rules import Overtaken, is_there, no_secret, what_is_asked
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.models import Question


@transaction.atomic
def reword(question: Question, *, by: Member, title: str, text: str, sequence: int, anyway: bool = False) -> Question:
    """Put it otherwise; under a pseudonym it reads so from the next quarter-hour on.

    ``sequence``: of what the writer has seen. Raises ``Overtaken`` where it has changed since, ``ValidationError`` by
    field, ``PermissionDenied`` for anybody but its asker.
    """
    stands = held(question, by=by)
    if not is_asker(stands, by):
        raise PermissionDenied
    is_there(stands)
    said = what_is_asked(title, text)
    reads = as_it_will_read(stands)
    if (said["title"], said["text"]) == (reads.title, reads.text):
        return stands
    if sequence != reads.sequence:
        raise Overtaken(reads)
    no_secret(said["title"], said["text"], anyway=anyway)
    if stands.pseudonym:
        changes = reads.sequence - stands.sequence + 1
        Rewording.objects.update_or_create(question=stands, defaults={**said, "sequence": changes})
        return stands
    stands.title, stands.text = said["title"], said["text"]
    stands.sequence += 1
    stands.save(update_fields=["title", "text", "sequence"])
    index("question", [stands.pk])
    record("question.reworded", actor=by, subject=stands, about=[by.pk])
    return stands


@transaction.atomic
def take_question_back(question: Question, *, by: Member) -> None:
    """Take it back: its words are gone at once, for everybody; who answered keeps their answer, for themselves.

    Twice is once. Raises ``PermissionDenied`` for anybody but its asker.
    """
    stands = held(question, by=None)
    if not is_asker(stands, by) or not by.is_active:
        raise PermissionDenied
    if hasattr(stands, "withdrawal"):
        return
    Withdrawal.objects.create(question=stands)
    share_files(stands, to_all=False)
    Acceptance.objects.filter(question=stands).delete()
    Rewording.objects.filter(question=stands).delete()
    Deciding.objects.filter(question=stands).delete()
    Remark.objects.filter(question=stands).delete()
    Asked.objects.filter(question=stands).delete()
    stands.title, stands.text, stands.next_at, stands.debate_until = "", "", None, None
    stands.save(update_fields=["title", "text", "next_at", "debate_until"])
    read_as_another(stands)
    index("question", [stands.pk])
    index("answer", Answer.objects.filter(question=stands).values_list("pk", flat=True))
    record("question.taken_back", actor=None if stands.pseudonym else by, subject=stands)
