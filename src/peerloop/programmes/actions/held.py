"""Take a programme in hand: its row locked and fresh, so that what is done about it follows one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.people.rules import require
from peerloop.programmes.models import Programme
from peerloop.programmes.queries import programmes_run_by, programmes_seen_by
from peerloop.programmes.rules import not_closed

if TYPE_CHECKING:
    from peerloop.people.models import Member

STATES = ("opening", "closing")


def held(programme: Programme, *, by: Member | None = None) -> Programme:
    """Return it as it stands under its lock; raises ``PermissionDenied`` for who does not see it."""
    require(by is None or programmes_seen_by(by).filter(pk=programme.pk).exists())
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    return Programme.objects.select_related(*STATES).get(pk=programme.pk)


def held_to_run(programme: Programme, *, by: Member) -> Programme:
    """Return it as it stands under its lock, to be changed by who runs it.

    Raises ``PermissionDenied`` for anybody else, ``Over`` where it is closed.
    """
    require(programmes_run_by(by).filter(pk=programme.pk).exists())
    stands = held(programme)
    not_closed(stands)
    return stands
