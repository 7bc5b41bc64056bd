"""Change a format that was made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.actions.written import write
from peerloop.formats.models import OwnFormat
from peerloop.formats.rules import as_maker, check
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.formats.shape import Format
    from peerloop.people.models import Member


class ChangedMeanwhile(ValidationError):
    """Somebody else has changed it since it was looked at."""


@transaction.atomic
def change_format(own: OwnFormat, form: Format, *, sequence: int, by: Member | None) -> OwnFormat:
    """Let the format be as ``form`` says and return its row; agendas made from it before stay as they are.

    Raises ``ValidationError`` with every fault, each naming its step; ``ChangedMeanwhile`` where it no longer
    stands at ``sequence``; ``PermissionDenied`` for who does not organise.
    """
    as_maker(by)
    check(form)
    stands = OwnFormat.objects.select_for_update(no_key=True).get(pk=own.pk)
    if stands.sequence != sequence:
        raise ChangedMeanwhile(_("Somebody else has changed this format since you looked at it."))
    stands.sequence += 1
    write(stands, form)
    record("format.changed", actor=by, subject=stands)
    return stands
