"""The one place in which a queue is locked: who comes, goes or is called follow one another."""

from __future__ import annotations

from peerloop.officehours.models import OfficeHour


def hold_hour(hour: int) -> OfficeHour:
    """Lock the office hour's row until the transaction ends and return it fresh, with its series."""
    locked = OfficeHour.objects.select_for_update(no_key=True, of=("self",)).select_related("series__lead")
    return locked.get(pk=hour)
