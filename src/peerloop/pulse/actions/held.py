"""Take a survey in hand: its row locked and fresh, so that answering and closing follow one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.people.rules import require
from peerloop.pulse.models import Survey
from peerloop.pulse.rules import must_organise

if TYPE_CHECKING:
    from peerloop.people.models import Member


def held(survey: Survey, *, by: Member | None) -> Survey:
    """Return it as it stands under its lock; raises ``PermissionDenied`` for who does not organise, or none there."""
    if by is not None:
        must_organise(by)
    return fresh(survey)


def fresh(survey: Survey) -> Survey:
    """Return it as it stands under its lock; raises ``PermissionDenied`` where it has been removed."""
    require(Survey.objects.select_for_update(no_key=True).filter(pk=survey.pk).exists())
    return Survey.objects.select_related("opening", "closure", "reminder").get(pk=survey.pk)
