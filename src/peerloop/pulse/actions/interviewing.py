"""Notes of interviews: noted by an organiser, kept with the member's yes, taken back at will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.people.queries import everybody_below, seen_by
from peerloop.people.rules import require
from peerloop.pulse.models import LONGEST_WORDS, Consent, Interview
from peerloop.pulse.queries.seen import interviews_seen_by
from peerloop.pulse.rules import UNANSWERED, must_organise, words_of

if TYPE_CHECKING:
    from uuid import UUID


@transaction.atomic
def note_interview(member: Member, *, by: Member, uid: UUID, words: str) -> Interview:
    """Note what a member said and ask whether it may be kept; the same ``uid`` again is the same note.

    Raises ``ValidationError`` by field, also for oneself and for who reports to oneself at any distance.
    """
    must_organise(by)
    require(seen_by(by).filter(pk=member.pk).exists())
    if member.pk == by.pk:
        raise ValidationError({"member": [_("Ask a colleague to note what you say yourself.")]})
    if member.pk in everybody_below(by):
        words_then = _("%(name)s reports to you. Ask another organiser to talk with them.")
        raise ValidationError({"member": [words_then % {"name": member.name}]})
    text = words_of(words, 3 * LONGEST_WORDS, "words", _("Note in a few sentences what was said."))
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if same := Interview.objects.filter(uid=uid).first():
        return same
    interview = Interview.objects.create(uid=uid, member=member, by=by, words=text)
    record("interview.noted", actor=by, subject=interview, about=[member.pk])
    return interview


@transaction.atomic
def agree_to_interview(interview: Interview, *, by: Member) -> Consent:
    """Let the note be kept, and the organisers read it; twice is once."""
    stands = _held(interview, by)
    require(stands.member_id == by.pk)
    consent, new = Consent.objects.get_or_create(interview=stands)
    if new:
        record("interview.agreed", actor=by, subject=stands, about=[by.pk, *([stands.by_id] if stands.by_id else [])])
    return consent


@transaction.atomic
def remove_interview(interview: Interview, *, by: Member | None) -> None:
    """Delete the note: its member at any time, who noted it while nobody has agreed, or the house (None)."""
    stands = _held(interview, by)
    mine = by is not None and stands.member_id == by.pk
    require(by is None or mine or (stands.by_id == by.pk and not hasattr(stands, "consent")))
    record("interview.removed", actor=by, subject=stands, about=[stands.member_id])
    stands.delete()


@transaction.atomic
def remove_unanswered() -> int:
    """Delete the notes to which their members have said nothing for two weeks; return how many."""
    late = Interview.objects.filter(consent=None, at__lte=now() - UNANSWERED).order_by("pk")
    for interview in (found := list(late)):
        if not Consent.objects.filter(interview=interview).exists():
            remove_interview(interview, by=None)
    return len(found)


def _held(interview: Interview, by: Member | None) -> Interview:
    if by is not None:
        require(interviews_seen_by(by).filter(pk=interview.pk).exists())
    require(Interview.objects.select_for_update(no_key=True).filter(pk=interview.pk).exists())
    return Interview.objects.select_related("consent").get(pk=interview.pk)
