"""Questions posed before a session, and who else wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import opened
from peerloop.live.models import Answered, Posed, Vote
from peerloop.live.rules import still_to_come, taking_part, words

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

LONGEST, AT_MOST, IN_ALL = 280, 5, 100


@transaction.atomic
def pose(session: Session, *, text: str, by: Member) -> Posed:
    """Pose a question for the session and return it; the same one a second time is the first.

    Raises ``ValidationError`` on "text", for more than five of one's own or a hundred in all, or where the session is
    over or cancelled; ``PermissionDenied`` for who takes no part.
    """
    session = opened(session)
    taking_part(session, by)
    still_to_come(session, now=now())
    said = " ".join(words(text, field="text", most=LONGEST).split())
    there = list(Posed.objects.filter(session=session))
    own = [posed for posed in there if posed.by_id == by.pk]
    if same := next((posed for posed in own if posed.text == said), None):
        return same
    if len(own) >= AT_MOST or len(there) >= IN_ALL:
        raise ValidationError({"text": _("These are enough questions. Withdraw one of yours to pose another.")})
    posed = Posed.objects.create(session=session, by=by, text=said)
    record("posed.made", actor=by, subject=posed)
    return posed


@transaction.atomic
def vote(posed: Posed, *, by: Member) -> None:
    """Want another's question, too; a second time changes nothing.

    Raises ``ValidationError`` for one's own, one that is answered, or where the session is over or cancelled;
    ``PermissionDenied`` for who takes no part.
    """
    stands = _in_hand(posed, by)
    if stands is None or Vote.objects.filter(posed=stands, member=by).exists():
        return
    if stands.by_id == by.pk:
        raise ValidationError(_("This is your own question; it counts already."))
    if Answered.objects.filter(posed=stands).exists():
        raise ValidationError(_("This question is answered."))
    Vote.objects.create(posed=stands, member=by)
    record("posed.wanted", actor=by, subject=stands)


@transaction.atomic
def unvote(posed: Posed, *, by: Member) -> None:
    """Want it no longer; a second time changes nothing."""
    stands = _in_hand(posed, by)
    for given in Vote.objects.filter(posed=posed, member=by) if stands else ():
        given.delete()
        record("posed.unwanted", actor=by, subject=posed)


@transaction.atomic
def withdraw_question(posed: Posed, *, by: Member) -> None:
    """Take one's own question back, also after the session; a second time changes nothing.

    Raises ``PermissionDenied`` for another's.
    """
    if posed.by_id != by.pk:
        raise PermissionDenied
    opened(posed.session)
    for stands in Posed.objects.filter(pk=posed.pk):
        record("posed.withdrawn", actor=by, subject=stands)
        stands.delete()


def _in_hand(posed: Posed, by: Member) -> Posed | None:
    """Return the question under its session's lock, None where it is withdrawn; votes follow one another."""
    session = opened(posed.session)
    taking_part(session, by)
    still_to_come(session, now=now())
    return Posed.objects.filter(pk=posed.pk).first()
