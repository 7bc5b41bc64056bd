"""A file of people comes in, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.intake.actions.traces import Traces
from peerloop.intake.actions.writing import write
from peerloop.intake.models import Import
from peerloop.intake.queries.preview import Preview, preview
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.actions import depart, welcome_back
from peerloop.people.rules import has_role, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member

    Progress = Callable[[int, int], None]

NAME_LENGTH = 200


class Refused(ValidationError):
    """The file has faults: ``preview`` tells them."""

    def __init__(self, preview: Preview) -> None:
        told = ngettext(
            "Nothing was imported: %(count)s cell must be mended first.",
            "Nothing was imported: %(count)s cells must be mended first.",
            len(preview.faults),
        )
        super().__init__(told % {"count": len(preview.faults)})
        self.preview = preview


class NotConfirmed(ValidationError):
    """The import would retire many, and nobody has said yes to that: ``preview`` tells whom."""

    def __init__(self, preview: Preview) -> None:
        told = ngettext(
            "Nothing was imported: it would retire %(count)s person, and that needs your yes.",
            "Nothing was imported: it would retire %(count)s people, and that needs your yes.",
            len(preview.plan.retired),
        )
        super().__init__(told % {"count": len(preview.plan.retired)})
        self.preview = preview


def apply_import(
    content: bytes,
    name: str,
    *,
    by: Member | None,
    complete: bool = False,
    confirmed: bool = False,
    progress: Progress | None = None,
    asked: Import | None = None,
) -> Import:
    """Import ``content`` in one transaction and return the import with its counts; a second time changes nothing.

    One journal entry, ``import.done``, stands for everything written, about all who are new or changed; those who
    are retired or come back have their own. ``complete``: who is not in the file is retired, save ``by``; more than
    5% only when ``confirmed``. ``asked``: the import that a page asked for. ``progress`` gets rows done and rows.
    Raises ``Refused``, ``NotConfirmed``, and ``PermissionDenied`` where ``by`` may not import; then nothing is
    written.
    """
    require(by is None or has_role(by, *MAY_IMPORT))
    try:
        with transaction.atomic():
            return _apply(content, name, by, complete, confirmed, progress or _silent, asked)
    except IntegrityError as error:  # somebody joined between the reading and the writing
        raise ValidationError(_("Something changed while this was imported. Please try again.")) from error


def _apply(
    content: bytes,
    name: str,
    by: Member | None,
    complete: bool,  # noqa: FBT001 - passed on
    confirmed: bool,  # noqa: FBT001 - passed on
    progress: Progress,
    asked: Import | None,
) -> Import:
    list(Import.objects.select_for_update().order_by("pk")[:1])  # one import at a time
    seen = preview(content, name, complete=complete, by=by, lock=True)
    if seen.faults:
        raise Refused(seen)
    if seen.retires_many and not confirmed:
        raise NotConfirmed(seen)
    written, rows = 0, len(seen.table.lines)

    def tell(more: int) -> None:
        nonlocal written
        written += more
        progress(rows * written // max(seen.plan.steps, 1), rows)

    tell(0)
    traces = Traces()
    for member in seen.plan.back:
        traces.back(member)
        welcome_back(member, by=by)
    about = write(seen.plan, seen.known, traces, tell)
    for member in seen.plan.retired:
        traces.retired(member)
        depart(member, by=by)
        tell(1)
    finished = asked or Import(by=by, name=name[:NAME_LENGTH], complete=complete, confirmed=confirmed)
    finished.rows, finished.counts, finished.finished_at = rows, seen.counts, now()
    finished.save()
    traces.keep(finished)
    record("import.done", actor=by, subject=finished, about=about, counts=seen.counts)
    progress(rows, rows)
    return finished


def _silent(done: int, rows: int) -> None:
    """Tell nobody."""
