"""Take away a format that was made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.formats.models import OwnFormat
from peerloop.formats.rules import as_maker
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def remove_format(own: OwnFormat, *, by: Member | None) -> None:
    """Remove the format; agendas made from it stay, and a second time changes nothing.

    Raises ``PermissionDenied`` for who does not organise.
    """
    as_maker(by)
    for stands in OwnFormat.objects.select_for_update().filter(pk=own.pk):
        record("format.removed", actor=by, subject=stands)
        stands.delete()
