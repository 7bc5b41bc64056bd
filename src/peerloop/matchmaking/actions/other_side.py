"""Learning from the other side: somebody from another team, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.models import OtherSide
from peerloop.matchmaking.rules import must
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Need


@transaction.atomic
def want_other_side(need: Need, *, by: Member) -> None:
    """Suggest somebody from another team first; a second click changes nothing.

    Raises ``PermissionDenied`` for another's need.
    """
    must(by.pk == need.member_id)
    hold_members([by.pk])
    _row, new = OtherSide.objects.get_or_create(need=need)
    if new:
        record("suggestion.other_side", actor=by, subject=need, about=[by.pk])
        refresh_suggestions(need)


@transaction.atomic
def want_either_side(need: Need, *, by: Member) -> None:
    """Wish for no team in particular any more."""
    must(by.pk == need.member_id)
    hold_members([by.pk])
    if OtherSide.objects.filter(need=need).delete()[0]:
        record("suggestion.either_side", actor=by, subject=need, about=[by.pk])
        refresh_suggestions(need)
