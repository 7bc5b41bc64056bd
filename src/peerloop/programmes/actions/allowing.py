"""The time that a programme grants each week to who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.programmes.models import Participant
from peerloop.schedule.actions import grant_allowance, take_back_allowance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.programmes.models import Programme


def allow(programme: Programme, members: Iterable[int] | None = None) -> None:
    """Grant the members, or all who take part, what the programme says, for as long as it lasts."""
    if programme.allowance is None:
        take_back_allowance(programme)
        return
    if members is None:
        members = Participant.objects.filter(programme=programme).values_list("member", flat=True)
    grant_allowance(
        members, minutes=programme.allowance, starts_on=programme.starts_on, ends_on=programme.ends_on,
        source=programme,
    )  # fmt: skip
