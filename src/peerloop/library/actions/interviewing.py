"""The interview kit: ask a colleague, get questions, keep what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.queries import format_by
from peerloop.journal.actions import record
from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.library.actions.following import follow
from peerloop.library.actions.held import written
from peerloop.library.actions.writing import begin_resource
from peerloop.library.models import Contributor, Interview, InterviewAnswer, Resource
from peerloop.library.rules.says import a_text
from peerloop.library.rules.states import not_too_often
from peerloop.people.rules import blocked, require

if TYPE_CHECKING:
    from uuid import UUID

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

LONGEST_QUESTIONS, MOST_QUESTIONS = 4_000, 40


def questions_of_the_house() -> str:
    """Return the questions of the interview format, one to a line."""
    found = format_by("interview")
    return "\n".join(str(question) for step in found.steps for question in step.questions) if found else ""


@transaction.atomic
def ask_for_interview(
    *, by: Member, guest: Member, title: str, skill: Skill | None = None, uid: UUID | None = None
) -> Interview:
    """Ask a colleague for an interview and return it, with the questions of the house; ``uid`` is the form's.

    Raises ``ValidationError`` by field ("guest" for who cannot be asked), ``TooOften``.
    """
    if uid and (there := Interview.objects.filter(resource__uid=uid, resource__by=by).first()):
        return there
    _can_be_asked(guest, by)
    resource = begin_resource(by=by, kind=Resource.Kind.INTERVIEW, title=title, skill=skill, uid=uid, anyway=True)
    made, new = Interview.objects.get_or_create(
        resource=resource, defaults={"guest": guest, "questions": questions_of_the_house(), "at": now()}
    )
    if new:
        record("interview.asked", actor=by, subject=made, about=[guest.pk])
    return made


@transaction.atomic
def ask_another(interview: Interview, guest: Member, *, by: Member) -> None:
    """Ask somebody else, where the first did not want to or has not answered yet.

    Raises ``ValidationError`` on "guest" for who has said yes, or no before; ``TooOften`` for the 31st in a day.
    """
    stands = written(interview.resource, by=by)
    fresh = Interview.objects.select_related("answer").get(pk=interview.pk)
    if hasattr(fresh, "answer") and fresh.answer.yes:
        raise ValidationError({"guest": _("This colleague has said yes.")})
    if fresh.guest_id == guest.pk and not hasattr(fresh, "answer"):
        return
    _can_be_asked(guest, by)
    if _has_said_no(fresh, guest):
        raise ValidationError({"guest": _("This colleague would rather not. Please choose another.")})
    not_too_often(Entry.objects.filter(verb="interview.asked", actor=by.pk))
    InterviewAnswer.objects.filter(interview=fresh).delete()
    fresh.guest, fresh.at = guest, now()
    fresh.save(update_fields=["guest", "at"])
    follow(stands.resource)
    record("interview.asked", actor=by, subject=fresh, about=[guest.pk])


@transaction.atomic
def answer_interview(interview: Interview, *, by: Member, yes: bool) -> None:
    """Say yes or no, once; who says yes sees the draft from then on, and is asked again before it is published."""
    Resource.objects.select_for_update(no_key=True).get(pk=interview.resource_id)
    fresh = Interview.objects.select_related("answer", "resource").filter(pk=interview.pk).first()
    if fresh is None or fresh.guest_id != by.pk or by.departed_at is not None:
        raise PermissionDenied
    if hasattr(fresh, "answer"):
        return
    InterviewAnswer.objects.create(interview=fresh, yes=yes, at=now())
    if yes:
        Contributor.objects.get_or_create(
            resource=fresh.resource, member=by, defaults={"part": Contributor.Part.INTERVIEWED}
        )
        follow(fresh.resource)
    authors = Contributor.objects.filter(resource=fresh.resource, part=Contributor.Part.AUTHOR)
    record("interview.answered", actor=by, subject=fresh, about=authors.values_list("member", flat=True))


@transaction.atomic
def set_questions(interview: Interview, *, by: Member, questions: str) -> None:
    """Choose and word the questions, one to a line. Raises ``ValidationError`` on "questions" for too many."""
    written(interview.resource, by=by)
    said = a_text("questions", questions, LONGEST_QUESTIONS)
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    if len(lines) > MOST_QUESTIONS:
        words = _("Please choose at most %(most)s questions.")
        raise ValidationError({"questions": words % {"most": MOST_QUESTIONS}})
    kept = "\n".join(lines)
    if Interview.objects.filter(pk=interview.pk).exclude(questions=kept).update(questions=kept):
        record("interview.prepared", actor=by, subject=interview, about=[by.pk])


def _has_said_no(interview: Interview, guest: Member) -> bool:
    """Whether they have answered, by the journal: where it was yes nobody else is asked."""
    said = Entry.objects.filter(subject_type=interview._meta.label_lower, subject=interview.pk)
    return said.filter(verb="interview.answered", actor=guest.pk).exists()


def _can_be_asked(guest: Member, by: Member) -> None:
    require(by.departed_at is None)
    if guest.pk == by.pk or guest.departed_at is not None or blocked(guest, by):
        raise ValidationError({"guest": _("Please choose another colleague.")})
