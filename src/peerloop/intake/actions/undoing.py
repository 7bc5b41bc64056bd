"""An import is taken back, all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from peerloop.intake.actions.writing import batches, store
from peerloop.intake.models import Import, Trace, Undoing
from peerloop.intake.queries.progress import note_progress, note_refused
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.intake.queries.undoing import (
    A_SKILLS_OWN,
    A_TEAMS_OWN,
    KEPT,
    MADE_BY_MATCHING,
    TOO_LATE,
    hanging,
    restored,
    since,
    traced,
    undoable,
    unreferred,
)
from peerloop.intake.rules.plain import put
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.kit.text import key
from peerloop.matchmaking.models import Suggestion
from peerloop.people.actions import depart, welcome_back
from peerloop.people.models import Member, Team
from peerloop.people.rules import has_role, require
from peerloop.search.actions import index
from peerloop.skills.models import Need, Offer, Skill

if TYPE_CHECKING:
    from collections.abc import Callable

    Tell = Callable[[int], None]

NEW, CHANGED, RETIRED, BACK = Trace.Kind.NEW, Trace.Kind.CHANGED, Trace.Kind.RETIRED, Trace.Kind.BACK


class TooLate(ValidationError):
    """It is not the latest import any more, is older than a month, or was taken back already."""

    def __init__(self) -> None:
        super().__init__(TOO_LATE)


class StillUsed(ValidationError):
    """Something hangs on it by now: ``messages`` say what."""


@transaction.atomic
def ask_undo(done: Import, *, by: Member) -> Undoing:
    """Let the worker take the import back; asking twice is asking once. Raises ``TooLate`` and ``StillUsed``."""
    require(has_role(by, *MAY_IMPORT))
    list(Import.objects.select_for_update().order_by("pk")[:1])
    _check(done, by)
    asked, new = Undoing.objects.get_or_create(import_of=done, defaults={"by": by})
    if new:
        note_progress(done.pk, 0, 0)
        enqueue("intake.undo", {"import": done.pk})
        record("import.undo_asked", actor=by, subject=done, about=[by.pk])
    return asked


def carry_out_undo(pk: int) -> None:
    """Take back what was asked for; where something hangs on it by now it stays, and its page tells what.

    So it does where whoever asked may no longer, or is erased.
    """
    asked = Undoing.objects.select_related("import_of", "by").filter(import_of=pk, finished_at=None).first()
    if asked is None:
        return
    try:
        require(asked.by is not None)  # else it would be taken for the command on the machine itself
        undo_import(asked.import_of, by=asked.by, progress=lambda done, rows: note_progress(pk, done, rows))
    except (PermissionDenied, ValidationError):
        asked.delete()
        note_refused(pk)


def undo_import(done: Import, *, by: Member | None, progress: Callable[[int, int], None] | None = None) -> Undoing:
    """Put everything back as it was before ``done``, in one transaction, and return the row that says so.

    New members go, with their offers and needs; what changed is as it was where nobody changed it since; who was
    retired comes back (what was cancelled for it stays cancelled, and roles stay gone), who came back is retired.
    Offers and needs that came in for others go, save what their members have made their own; teams and skills where
    nothing hangs on them. ``progress`` gets members done and members. Raises ``TooLate``, and ``StillUsed`` with the
    reasons; then nothing is written. ``by`` None is the command on the machine itself.
    """
    require(by is None or has_role(by, *MAY_IMPORT))
    with transaction.atomic():
        list(Import.objects.select_for_update().order_by("pk")[:1])  # one at a time, imports too
        rows = Trace.objects.filter(import_of=done, table="member").values("row")
        members = Member.objects.select_for_update().filter(pk__in=rows).order_by("pk")
        concerned = list(members.values_list("pk", flat=True))
        _hold(done)
        _check(done, by)
        tell = _teller(progress, Trace.objects.filter(import_of=done, table="member").count())
        _lines(done)
        _change_back(done, tell)
        _come_and_go(done, by, tell)
        _remove(done, tell)
        skills = _teams_and_skills(done)
        index("member", concerned)
        index("skill", skills)
        undone, _new = Undoing.objects.update_or_create(import_of=done, defaults={"by": by, "finished_at": now()})
        record("import.undone", actor=by, subject=done, about=concerned)
        Trace.objects.filter(import_of=done).delete()
    return undone


def forget_traces() -> None:
    """Drop what an import older than a month wrote."""
    Trace.objects.filter(import_of__finished_at__lt=now() - KEPT).delete()


def _hold(done: Import) -> None:
    """Let nobody confirm or change what came in until the transaction ends."""
    for rows, table in ((Offer.everything, "offer"), (Need.everything, "need")):
        held = rows.select_for_update().filter(pk__in=traced(done, table, NEW, CHANGED))
        list(held.order_by("pk").values_list("pk"))


def _check(done: Import, by: Member | None) -> None:
    if undoable() != done:
        raise TooLate
    if reasons := hanging(done, by=by):
        raise StillUsed(reasons)


def _teller(progress: Callable[[int, int], None] | None, rows: int) -> Tell:
    written = 0

    def tell(more: int) -> None:
        nonlocal written
        written += more
        if progress:
            progress(min(written, rows), rows)

    tell(0)
    return tell


def _lines(done: Import) -> None:
    """Take away offers and needs that came in for members who were here, as long as they are not their own by now."""
    untouched = ~Exists(since(done).filter(subject_type="skills.need", subject=OuterRef("pk")))
    needs = Need.everything.filter(untouched, pk__in=traced(done, "need", NEW))
    Need.everything.filter(pk__in=list(unreferred(needs, MADE_BY_MATCHING).values_list("pk", flat=True))).delete()
    offers = Offer.everything.filter(pk__in=traced(done, "offer", NEW))
    suggested = offers.filter(member=OuterRef("teacher"), skill=OuterRef("need__skill"))
    Suggestion.objects.filter(Exists(suggested)).delete()
    offers.delete()
    for pk, before in Trace.objects.filter(import_of=done, table="offer", kind=CHANGED).values_list("row", "before"):
        was, became = before["level"]
        Offer.everything.filter(pk=pk, level=became, confirmed_at=None).update(level=was)


def _change_back(done: Import, tell: Tell) -> None:
    changed, moving = [], []
    for member, old in restored(done):
        for name, value in old.items():
            put(member, name, value)
        member.name_key = key(member.name)
        changed.append(member)
        if "email" in old:
            moving.append(member.pk)
    store(changed, moving=moving)
    tell(len(changed))


def _come_and_go(done: Import, by: Member | None, tell: Tell) -> None:
    for member in Member.objects.filter(pk__in=traced(done, "member", RETIRED)).order_by("pk"):
        welcome_back(member, by=by)
        tell(1)
    left = dict(Trace.objects.filter(import_of=done, table="member", kind=BACK).values_list("row", "before"))
    for member in Member.objects.filter(pk__in=left).order_by("pk"):
        depart(member, by=by)
        if at := left[member.pk]["departed_at"]:
            Member.objects.filter(pk=member.pk).update(departed_at=datetime.fromisoformat(at))
        tell(1)


def _remove(done: Import, tell: Tell) -> None:
    for batch in batches(list(traced(done, "member", NEW))):
        Member.objects.filter(pk__in=batch).delete()
        tell(len(batch))


def _teams_and_skills(done: Import) -> list[int]:
    """Take away what nothing hangs on, and return the ids of the skills.

    A skill that the file named as a need of somebody who was here stays in any case: else its going or staying would
    tell whether they made that need their own.
    """
    teams = unreferred(Team.objects.filter(pk__in=traced(done, "team", NEW)), A_TEAMS_OWN)
    Team.objects.filter(pk__in=list(teams.values_list("pk", flat=True))).delete()
    new = Trace.objects.filter(import_of=done, table="skill", kind=NEW, before={}).values_list("row", flat=True)
    unused = list(unreferred(Skill.objects.filter(pk__in=new), A_SKILLS_OWN).values_list("pk", flat=True))
    for batch in batches(unused):
        Skill.objects.filter(pk__in=batch).delete()
    return unused
