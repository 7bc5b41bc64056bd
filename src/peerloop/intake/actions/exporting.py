"""Everybody in a file that an import reads; it is written as it is read, and no copy stays here."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from peerloop.intake.queries.export import columns_out, rows_out
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.intake.rules.spreadsheets import written
from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.people.queries import headcount
from peerloop.people.rules import has_role, require

if TYPE_CHECKING:
    from collections.abc import Iterator


def export_people(kind: str, *, by: Member | None) -> Iterator[bytes]:
    """Return the bytes of a file ("csv" or "xlsx") with a row for each member, piece by piece.

    ``by`` None is the command on the machine itself, which gets all that the format can say; anybody else gets what
    an organiser may know (see ``queries.export``). Raises ``PermissionDenied``. The journal knows of it at once.
    """
    require(by is None or has_role(by, *MAY_IMPORT))
    with transaction.atomic():
        people = ContentType.objects.get_for_model(Member)
        record("export.made", actor=by, subject=people, kind=kind, rows=headcount())
    everything = by is None
    return written(chain([columns_out(everything=everything)], rows_out(everything=everything)), kind)
