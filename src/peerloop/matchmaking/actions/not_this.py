"""A learner does not want somebody who is suggested, or wants them again; nobody else ever hears of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.models import NotThis, Suggestion
from peerloop.matchmaking.rules import must
from peerloop.schedule.locks import hold_members
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from peerloop.people.models import Member

HOURS_REST = timedelta(days=30)
"""Hours that did not suit say little about next month's."""


@transaction.atomic
def not_this(need: Need, *, teacher: Member, reason: str, by: Member) -> NotThis:
    """Suggest ``teacher`` for this need no more, nor in a run; others take the place. A second word replaces the first.

    Raises ``ValidationError`` under "reason" for a reason there is not, ``PermissionDenied`` for another's need.
    """
    must(by.pk == need.member_id)
    if reason not in NotThis.Reason.values:
        raise ValidationError({"reason": _("Please choose one of the reasons, or “I would rather not say”.")})
    hold_members([by.pk])
    said, _new = NotThis.objects.update_or_create(need=need, teacher=teacher, defaults={"reason": reason, "at": now()})
    record("suggestion.refused", actor=by, subject=need, about=[by.pk])
    refresh_suggestions(need)
    if reason == NotThis.Reason.KNOWN:
        _look_again(need, teacher)
    return said


def _look_again(need: Need, teacher: Member) -> None:
    """Who works with the learner anyway is not suggested for their other needs either."""
    elsewhere = Suggestion.objects.filter(need__member=need.member_id, teacher=teacher).values("need")
    for other in Need.objects.filter(pk__in=elsewhere).select_related("member", "skill"):
        Suggestion.objects.filter(need=other, teacher=teacher).delete()
        refresh_suggestions(other)


@transaction.atomic
def bring_back(need: Need, *, teacher: int, by: Member) -> None:
    """Let the teacher of that id be suggested for this need again; where nobody was refused nothing changes."""
    must(by.pk == need.member_id)
    hold_members([by.pk])
    if NotThis.objects.filter(need=need, teacher=teacher).delete()[0]:
        record("suggestion.welcomed", actor=by, subject=need, about=[by.pk])
        refresh_suggestions(need)


def forget_refused_hours() -> None:
    """Drop refusals that were about the hours alone, a month on."""
    NotThis.objects.filter(reason=NotThis.Reason.HOUR, at__lt=now() - HOURS_REST).delete()
