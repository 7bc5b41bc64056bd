"""Thank one or several colleagues."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.recognition.models import Kudos, Thanked
from peerloop.recognition.rules import can_be_thanked, not_too_many, short_words, were_there

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.schedule.models import Session
    from peerloop.skills.models import Skill

SAME_CLICK = timedelta(minutes=10)


@transaction.atomic
def thank(
    to: Member | Iterable[Member],
    *,
    by: Member,
    text: str,
    skill: Skill | None = None,
    session: Session | None = None,
    may_be_shown: bool = False,
) -> Kudos:
    """Thank them for a skill or a session and return the kudos; the same words a second time at once are the first.

    Raises ``ValidationError`` on "to" or "text", or where it is about nothing, the session has not taken place, or
    one thanks too much in a day; ``PermissionDenied`` for who has left.
    """
    if not by.is_active:
        raise PermissionDenied
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second click waits for the first
    receivers = list(dict.fromkeys([to] if isinstance(to, Member) else to))
    can_be_thanked(receivers, by)
    words = short_words(text)
    if skill is None and session is None:
        raise ValidationError({"skill": _("What do you thank them for? Name a skill.")})
    if session is not None:
        were_there(session, {by.pk, *(member.pk for member in receivers)}, now())
    if known := _just_said(receivers, by, words, skill, session):
        return known
    not_too_many(receivers, by, now())
    kudos = Kudos.objects.create(by=by, text=words, skill=skill, session=session, may_be_shown=may_be_shown)
    Thanked.objects.bulk_create(Thanked(kudos=kudos, member=member) for member in receivers)
    record("kudos.given", actor=by, subject=kudos, about=[by.pk, *(member.pk for member in receivers)])
    return kudos


def _just_said(
    receivers: list[Member], by: Member, words: str, skill: Skill | None, session: Session | None
) -> Kudos | None:
    said = Kudos.objects.filter(by=by, text=words, skill=skill, session=session, at__gt=now() - SAME_CLICK)
    whom = {member.pk for member in receivers}
    return next((one for one in said if set(one.thanked.values_list("member", flat=True)) == whom), None)
