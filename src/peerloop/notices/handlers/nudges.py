"""Let gentle words through as far as the week has room."""

from __future__ import annotations

from peerloop.journal.outbox import handles
from peerloop.notices.actions import let_through
from peerloop.people.models import Member


@handles("notices.nudge")
def nudge(payload: dict[str, int | str]) -> None:
    """Look which of the member's gentle words may come now."""
    for member in Member.objects.filter(pk=payload["member"]):
        let_through(member)
