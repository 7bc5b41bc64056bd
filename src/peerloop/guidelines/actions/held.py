"""Take guidelines in hand: their row locked, so that what is done about them follows one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.guidelines.models import Guidelines, Version
from peerloop.guidelines.queries import STATES
from peerloop.guidelines.rules import Adopted, may_draft
from peerloop.people.rules import require

if TYPE_CHECKING:
    from peerloop.people.models import Member


def held(guidelines: Guidelines, *, by: Member) -> Guidelines:
    """Return them under their lock; raises ``PermissionDenied`` for who does not draft."""
    require(may_draft(by))
    return Guidelines.objects.select_for_update(no_key=True).get(pk=guidelines.pk)


def held_draft(version: Version, *, by: Member) -> Version:
    """Return the draft fresh, its guidelines locked; raises ``Adopted``, ``PermissionDenied``."""
    held(version.guidelines, by=by)
    stands = Version.objects.select_related(*STATES).get(pk=version.pk)
    if hasattr(stands, "adoption"):
        raise Adopted
    return stands
