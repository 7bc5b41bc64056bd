"""Set a programme up, all of it at once; and set one up as another was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.formats.queries import formats
from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.people.rules import require
from peerloop.programmes.models import Milestone, Objective, Programme
from peerloop.programmes.models.programme import LONGEST_TITLE
from peerloop.programmes.queries import programmes_run_by, standings
from peerloop.programmes.rules import (
    BY_HAND,
    FIRST_DAY,
    LAST_DAY,
    Aim,
    Day,
    checked,
    few_enough,
    line,
    may_set_up,
    particulars,
)
from peerloop.search.actions import index

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from peerloop.guidelines.models import Guidelines
    from peerloop.people.models import Team


@transaction.atomic
def set_up_programme(
    *,
    by: Member,
    title: str,
    starts_on: date,
    why: str = "",
    ends_on: date | None = None,
    join_by: date | None = None,
    allowance: int | None = None,
    sponsor: Member | None = None,
    teams: Iterable[Team] = (),
    formats: Sequence[str] = (),
    objectives: Sequence[Aim] = (),
    timetable: Sequence[Day] = (),
    guidelines: Guidelines | None = None,
    asks_teach_back: bool = False,
    template: str = "",
    copied_from: Programme | None = None,
    uid: UUID | None = None,
) -> Programme:
    """Set it up as a draft that ``by`` owns; nobody it is for sees it before it is opened.

    ``uid`` is the form's: sending it twice sets up one. Raises ``ValidationError`` by field, "objectives" and
    "timetable" with which of them, ``PermissionDenied`` for who is no organiser.
    """
    require(may_set_up(by))
    said = particulars({
        "title": title, "why": why, "starts_on": starts_on, "ends_on": ends_on, "join_by": join_by,
        "allowance": allowance,
    })  # fmt: skip
    few_enough(objectives, timetable)
    aims = [_numbered("objectives", number, checked, aim) for number, aim in enumerate(objectives, 1)]
    days = [_numbered("timetable", number, line, day) for number, day in enumerate(timetable, 1)]
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if uid and (there := Programme.objects.filter(uid=uid).first()):
        if there.owner_id != by.pk:
            raise PermissionDenied
        return there
    made = Programme.objects.create(
        uid=uid or uuid4(), owner=by, sponsor=sponsor, formats=known(formats), guidelines=guidelines,
        asks_teach_back=asks_teach_back, template=template, copied_from=copied_from, **said,
    )  # fmt: skip
    made.teams.set(teams)
    Objective.objects.bulk_create(Objective(programme=made, place=place, **aim) for place, aim in enumerate(aims))
    Milestone.objects.bulk_create(Milestone(programme=made, **day) for day in days)
    index("programme", [made.pk])
    record("programme.set_up", actor=by, subject=made, about=[by.pk])
    return made


@transaction.atomic
def copy_programme(programme: Programme, *, by: Member, starts_on: date, uid: UUID | None = None) -> Programme:
    """Set up a draft as this programme was, beginning on ``starts_on``: its days move along, its aims begin anew.

    What was reached last is where an objective stands now; a format that was removed since is left out. Raises as
    ``set_up_programme`` does.
    """
    require(programmes_run_by(by).filter(pk=programme.pk).exists())
    if not FIRST_DAY <= starts_on <= LAST_DAY:
        raise ValidationError({"starts_on": _("That day is too far away.")})
    later = starts_on - programme.starts_on
    aims = [_again(standing, programme) for standing in standings(programme)]
    days = [Day(day.on + later, day.title) for day in programme.milestones.all()]
    there = {one.code for one in formats()}
    return set_up_programme(
        by=by, title=programme.title, why=programme.why, starts_on=starts_on,
        ends_on=programme.ends_on + later if programme.ends_on else None,
        join_by=programme.join_by + later if programme.join_by else None,
        allowance=programme.allowance, sponsor=programme.sponsor, teams=programme.teams.all(),
        formats=[code for code in programme.formats if code in there], objectives=aims, timetable=days,
        guidelines=programme.guidelines,
        asks_teach_back=programme.asks_teach_back,
        template=programme.template, copied_from=programme, uid=uid,
    )  # fmt: skip


def known(codes: Iterable[str]) -> list[str]:
    """Return the codes, each once; raises ``ValidationError`` for a format that there is not."""
    wanted = list(dict.fromkeys(codes))
    there = {one.code for one in formats()} if wanted else set()
    if set(wanted) - there:
        raise ValidationError({"formats": _("One of these formats is no longer there. Choose anew.")})
    return wanted


def _again(standing: Any, programme: Programme) -> Aim:
    row = standing.objective
    measured, value, source = row.measured, row.baseline, row.baseline_source
    if measured == BY_HAND and standing.value is not None:
        words = _("Where “%(title)s” left it") % {"title": programme.title[: LONGEST_TITLE - 20]}
        value, source = standing.value, words
    return Aim(row.aim, row.target, row.unit, measured, value, source)


def _numbered(field: str, number: int, check: Any, said: Any) -> dict[str, Any]:
    """Check one of several; what is wrong with it is said with its number."""
    try:
        stored: dict[str, Any] = check(said)
    except ValidationError as wrong:
        words = _("Line %(number)s: %(what)s")
        told = [words % {"number": number, "what": message} for message in wrong.messages]
        raise ValidationError({field: told}) from wrong
    return stored
