"""Say what a session was worth: two taps, and a word if one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import everybody, opened
from peerloop.live.models import Opinion, Pool
from peerloop.live.rules import closes_at, is_asked, over, short, signed
from peerloop.people.rules import require

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

LONGEST = 1000


@transaction.atomic
def say_opinion(session: Session, *, worth: str, usable: str, text: str = "", by: Member) -> Opinion:
    """Say it, or say it anew, and return it; for three days after the session.

    Of two it is signed, and the other reads it; of more it is pooled at the close. Raises ``ValidationError`` by
    field, before the session's end or after the close; ``PermissionDenied`` for who is not asked.
    """
    session = opened(session)
    require(by.is_active and is_asked(session, by))
    over(session, now=now())
    if now() >= closes_at(session) or Pool.objects.filter(session=session).exists():
        raise ValidationError(_("The time for this is over; what was said by then counts."))
    wrong = {
        field: _("Please choose one of the three.")
        for field, said in (("worth", worth), ("usable", usable))
        if said not in Opinion.Say.values
    }
    if wrong:
        raise ValidationError(wrong)
    said = {"worth": worth, "usable": usable, "text": short(text, field="text", most=LONGEST), "at": now()}
    opinion, made = Opinion.objects.update_or_create(session=session, member=by, defaults=said)
    if signed(session):
        record("opinion.signed" if made else "opinion.changed", actor=by, subject=opinion, about=everybody(session))
    else:
        # The journal keeps for good; so it does not say who has answered.
        record("opinion.given", actor=None, subject=session)
    return opinion
