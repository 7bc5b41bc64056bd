"""Learning from somebody earlier in their career: asked for by need, and asked for as such."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.models import Earlier, Request
from peerloop.matchmaking.rules import NotPossible, must
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Need

A_YEAR = timedelta(days=365)
"""Who came at least this much later than the learner is earlier in their career, as far as Peerloop can know."""


@transaction.atomic
def want_earlier(need: Need, *, by: Member) -> None:
    """Suggest only colleagues who came at least a year after the learner; a second click changes nothing.

    Raises ``NotPossible`` where nobody knows when the learner came, ``PermissionDenied`` for another's need.
    """
    must(by.pk == need.member_id)
    by = hold_members([by.pk])[by.pk]
    if by.hired_on is None:
        words = _("Nobody has told us since when you are here, so we cannot tell who came after you.")
        raise NotPossible(words)
    _row, new = Earlier.objects.get_or_create(need=need, defaults={"since": by.hired_on + A_YEAR, "at": now()})
    if new:
        record("suggestion.narrowed", actor=by, subject=need, about=[by.pk])
        refresh_suggestions(need)


@transaction.atomic
def want_anybody(need: Need, *, by: Member) -> None:
    """Suggest colleagues whenever they came."""
    must(by.pk == need.member_id)
    hold_members([by.pk])
    if Earlier.objects.filter(need=need).delete()[0]:
        record("suggestion.widened", actor=by, subject=need, about=[by.pk])
        refresh_suggestions(need)


def asked_as(need: Need, teacher: Member) -> str:
    """Return the kind of a request for this need to this teacher."""
    since = Earlier.objects.filter(need=need).values_list("since", flat=True).first()
    earlier = since is not None and teacher.hired_on is not None and teacher.hired_on >= since
    return Request.Kind.REVERSE if earlier else Request.Kind.MENTORING
