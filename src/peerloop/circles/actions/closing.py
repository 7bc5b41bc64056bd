"""Close a circle; say in one's own words what one takes along; publish the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions.held import as_leading, hold, hold_within, to_come
from peerloop.circles.models import LONGEST_WORD, Asking, Circle, Closing, Invitation, Report, Word
from peerloop.circles.rules import a_line
from peerloop.discussion.actions import close_thread
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.models import Session
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member

LONGEST_SUMMARY = 2000


@transaction.atomic
def close_circle(circle: Circle, *, by: Member | None, text: str = "") -> Closing:
    """Bring the circle to its end and return the closing; twice is once. Who was in it still reads all of it.

    Meetings ahead are cancelled, the thread is closed, nobody can ask or be invited any more. ``by``: who looks after
    it, or the house itself (None). Raises ``ValidationError`` on "text", ``PermissionDenied`` for anybody else.
    """
    held = hold(circle, running=False)
    if by is not None:
        as_leading(held, by)
    stands = held.circle
    if hasattr(stands, "closing"):
        return stands.closing
    said = a_line(text, most=LONGEST_SUMMARY, needed=False)
    for session in Session.objects.filter(pk__in=to_come(stands), starts_at__gt=now()).order_by("pk"):
        cancel_session(session, by=None, word=_("The circle has come to its end."))
    Asking.objects.filter(circle=stands, answer="").delete()
    Invitation.objects.filter(circle=stands, answer="").delete()
    closing = Closing.objects.create(circle=stands, by=by, text=said, at=now())
    close_thread(stands.thread, by=by)
    index("circle", [stands.pk])
    record("circle.closed", actor=by, subject=stands, about=held.ids)
    return closing


@transaction.atomic
def say_word(circle: Circle, *, by: Member, text: str, consent: str) -> Word:
    """Say what one takes along and who may read it, or say it otherwise; return the word.

    Raises ``ValidationError`` by field, ``PermissionDenied`` for who is not in the circle; while the circle is running
    nobody is asked for it, so that is a ``ValidationError``, too.
    """
    held = hold_within(circle, by=by, running=False)
    if not hasattr(held.circle, "closing"):
        raise ValidationError(_("The circle is still running. You are asked for this when it closes."))
    if consent not in Word.Consent.values:
        raise ValidationError({"consent": _("Please choose who may read it.")})
    said = a_line(text, most=LONGEST_WORD)
    word, _new = Word.objects.update_or_create(
        circle=held.circle, member=by, defaults={"text": said, "consent": consent, "at": now()}
    )
    record("circle.word_said", actor=by, subject=held.circle, about=[by.pk])
    return word


@transaction.atomic
def take_word_back(circle: Circle, *, by: Member) -> None:
    """Take one's word out of the report, also after it is published."""
    held = hold_within(circle, by=by, running=False)
    gone, _rows = Word.objects.filter(circle=held.circle, member=by).delete()
    if gone:
        record("circle.word_taken_back", actor=by, subject=held.circle, about=[by.pk])


@transaction.atomic
def publish_report(circle: Circle, *, by: Member) -> Report:
    """Publish the closing report and return it; twice is once. Raises ``PermissionDenied`` for who does not look after
    the circle, ``ValidationError`` while it is running.
    """
    held = hold_within(circle, by=by, running=False)
    as_leading(held, by)
    if not hasattr(held.circle, "closing"):
        raise ValidationError(_("Close the circle first; then everybody in it is asked for a word."))
    report, new = Report.objects.get_or_create(circle=held.circle, defaults={"by": by, "at": now()})
    if new:
        record("circle.report_published", actor=by, subject=held.circle, about=held.ids)
    return report
