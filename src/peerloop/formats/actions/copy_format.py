"""Copy a format, to change it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.actions.written import write
from peerloop.formats.models import OwnFormat
from peerloop.formats.rules import as_maker
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.formats.shape import Format
    from peerloop.people.models import Member

LONGEST_TITLE = 80


@transaction.atomic
def copy_format(form: Format, *, by: Member | None) -> OwnFormat:
    """Write the format down as one of the organisation's own and return its row.

    Its words are those of the language in which it is copied. Raises ``PermissionDenied`` for who does not organise.
    """
    as_maker(by)
    title = (_("%(title)s, our way") % {"title": form.title})[:LONGEST_TITLE]
    # A copy takes the place of nothing: which kind of session it is meant for is said when it is changed.
    own = write(OwnFormat(copied_from=form.code, by=by), replace(form, title=title, kinds=()))
    record("format.copied", actor=by, subject=own)
    return own
