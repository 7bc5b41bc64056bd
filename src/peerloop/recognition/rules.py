"""Who may thank whom for what, and how often; what can be corrected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from peerloop.kit.text import clean
from peerloop.people.models import Block
from peerloop.recognition.models import Thanked
from peerloop.schedule.models import Participation

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.recognition.models import Contribution, Kudos
    from peerloop.schedule.models import Session

LONGEST = 280
MOST_AT_ONCE = 10
A_DAY = timedelta(days=1)
MOST_A_DAY = 20
MOST_TO_ONE = 3
MOST_MINUTES = 24 * 60


def short_words(text: str, *, field: str = "text", needed: bool = True) -> str:
    """Return the text as it is stored, on one line; raises ``ValidationError`` on ``field`` for none or too many."""
    words = " ".join(clean(text).split())
    if needed and not words:
        raise ValidationError({field: _("A few words are enough.")})
    if len(words) > LONGEST:
        raise ValidationError({field: _("Please keep it to %(most)s characters.") % {"most": LONGEST}})
    return words


def can_be_thanked(to: Collection[Member], by: Member) -> None:
    """Refuse on "to" nobody, oneself, too many, and who has left or is kept apart by a block, either way."""
    if not to:
        raise ValidationError({"to": _("Whom do you want to thank?")})
    if by in to:
        raise ValidationError({"to": _("Thank somebody else than yourself.")})
    if len(to) > MOST_AT_ONCE:
        raise ValidationError({"to": _("Thank %(most)s people at most at once.") % {"most": MOST_AT_ONCE}})
    apart = Block.objects.filter(Q(member=by, other__in=to) | Q(other=by, member__in=to))
    if apart.exists() or any(not member.is_active for member in to):
        raise ValidationError({"to": _("We do not know this colleague.")})


def were_there(session: Session, who: Collection[int], now: datetime) -> None:
    """Refuse thanks for a session that has not begun, is off, or in which one of them did not take part."""
    there = set(Participation.objects.filter(session=session, member__in=who).values_list("member", flat=True))
    if there != set(who):
        raise ValidationError({"to": _("Thank those who took part in this session with you.")})
    if session.starts_at > now or hasattr(session, "cancellation") or not hasattr(session, "confirmation"):
        raise ValidationError(_("Thanks for a session can be said once it has taken place."))


def not_too_many(to: Collection[Member], by: Member, now: datetime) -> None:
    """Refuse a flood: so many a day, and so many to the same colleague."""
    lately = Thanked.objects.filter(kudos__by=by, kudos__at__gt=now - A_DAY)
    if lately.count() + len(to) > MOST_A_DAY:
        raise ValidationError(_("That is a lot of thanks for one day. Keep the rest for tomorrow."))
    for member in to:
        if lately.filter(member=member).count() >= MOST_TO_ONE:
            told = _("%(name)s has had several thanks from you today. Keep the rest for tomorrow.")
            raise ValidationError({"to": told % {"name": member.name}})


def is_theirs(row: Thanked | Contribution, by: Member) -> None:
    """Refuse anybody but the member of the row, and one who has left."""
    if row.member_id != by.pk or not by.is_active:
        raise PermissionDenied


def is_writer(kudos: Kudos, by: Member) -> None:
    """Refuse anybody but who wrote it, and one who has left."""
    if kudos.by_id != by.pk or not by.is_active:
        raise PermissionDenied


def some_minutes(minutes: int | None) -> int | None:
    """Return the minutes; raises ``ValidationError`` on "minutes" for fewer than one or more than a day's."""
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise ValidationError({"minutes": _("Between one minute and a whole day.")})
    return minutes
