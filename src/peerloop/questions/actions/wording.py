"""Put one's question otherwise, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.questions.actions.held import held
from peerloop.questions.actions.sharing import read_as_another, share_files
from peerloop.questions.models import Acceptance, Answer, Asked, Deciding, Remark, Rewording, Withdrawal
from peerloop.questions.queries.askers import as_it_will_read, is_asker, keeps_its_skill
from peerloop.questions.rules import Overtaken, is_there, no_secret, what_is_asked
from peerloop.recognition.models import Contribution
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.models import Question
    from peerloop.skills.models import Skill


@transaction.atomic
def reword(
    question: Question,
    *,
    by: Member,
    title: str,
    text: str,
    skill: Skill | None,
    sequence: int,
    anyway: bool = False,
) -> Question:
    """Put it otherwise, and under a skill; under a pseudonym it reads so from the next quarter-hour on.

    ``skill``: the one it is about, or None; see ``keeps_its_skill``. ``sequence``: of what the writer has seen. Raises
    ``Overtaken`` where it has changed since, ``ValidationError`` by field, ``PermissionDenied`` for anybody but its
    asker.
    """
    stands = held(question, by=by)
    if not is_asker(stands, by):
        raise PermissionDenied
    is_there(stands)
    said = what_is_asked(title, text)
    reads = as_it_will_read(stands)
    if (said["title"], said["text"], skill) == (reads.title, reads.text, reads.skill):
        return stands
    if sequence != reads.sequence:
        raise Overtaken(reads)
    no_secret(said["title"], said["text"], anyway=anyway)
    if skill != stands.skill and keeps_its_skill(stands, by):
        words = _("It has been answered, and stays a question about %(skill)s.")
        raise ValidationError({"skill": words % {"skill": stands.skill}})
    if stands.pseudonym:
        changes = reads.sequence - stands.sequence + 1
        Rewording.objects.update_or_create(question=stands, defaults={**said, "skill": skill, "sequence": changes})
        return stands
    read_from_now_on(stands, **said, skill=skill, changes=1)
    record("question.reworded", actor=by, subject=stands, about=[by.pk])
    return stands


def read_from_now_on(question: Question, *, title: str, text: str, skill: Skill | None, changes: int) -> None:
    """Let it read so. What was answered while it had no skill counts for the one that it has now."""
    question.title, question.text, question.skill = title, text, skill
    question.sequence += changes
    question.save(update_fields=["title", "text", "skill", "sequence"])
    if skill is not None:
        answers = Answer.objects.filter(question=question).values_list("pk", flat=True)
        given = Contribution.objects.filter(source_type=Contribution.Source.ANSWER, source__in=answers, skill=None)
        given.update(skill=skill)
    index("question", [question.pk])


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
