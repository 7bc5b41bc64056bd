"""A programme as its page tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.formats.queries import formats
from peerloop.kit.clock import now
from peerloop.people.queries import seen_by
from peerloop.programmes.queries import standings

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Objective, Programme
    from peerloop.programmes.queries import Standing

STATES = {
    "draft": gettext_lazy("draft"),
    "planned": gettext_lazy("begins soon"),
    "running": gettext_lazy("under way"),
    "closed": gettext_lazy("closed"),
}
COUNTED = {
    "participants": gettext_lazy("Counted here: people who take part"),
    "met": gettext_lazy("Counted here: people who take part and have met somebody, in the programme or beside it"),
    "sessions": gettext_lazy("Counted here: sessions to which somebody came who takes part, of any kind"),
    "loops": gettext_lazy("Counted here: loops that who takes part has closed, about any skill"),
}


"""Where the numbers come from that the house counts, by what is counted."""


@dataclass(frozen=True)
class AimShown:
    """An objective in words. ``share``: hundredths of the way, or None where that cannot be said."""

    pk: int
    aim: str
    where: str
    way: str
    source: str
    share: int | None
    by_hand: bool


def aims_of(programme: Programme) -> list[AimShown]:
    """Return a programme's objectives in words, in order."""
    return [_aim(standing) for standing in standings(programme)]


def _aim(standing: Standing) -> AimShown:
    row = standing.objective
    return AimShown(
        row.pk, row.aim, _where(standing), _way(row), _source(standing), standing.share, not standing.counted
    )


def _where(standing: Standing) -> str:
    unit = standing.objective.unit
    if standing.value is None:
        return _("not known yet")
    if standing.counted and not standing.value:
        return _("fewer than five, or nothing counted yet")
    words = {"value": amount(standing.value), "unit": unit}
    if standing.counted:
        return (_("at least %(value)s %(unit)s") % words).strip()
    return (_("%(value)s %(unit)s") % words).strip()


def _way(row: Objective) -> str:
    words = {"from": amount(row.baseline), "to": amount(row.target), "unit": row.unit}
    if row.baseline is None:
        return (_("to %(to)s %(unit)s") % words).strip()
    return (_("from %(from)s to %(to)s %(unit)s") % words).strip()


def _source(standing: Standing) -> str:
    row = standing.objective
    if standing.counted:
        return str(COUNTED[row.measured])
    if standing.source:
        return standing.source
    return row.baseline_source


def amount(value: Decimal | int | None) -> str:
    """Return a number without noughts that say nothing, as the reader's language writes it."""
    if value is None:
        return ""
    plain = Decimal(value)
    whole = plain == plain.to_integral_value()
    return number_format(plain.quantize(Decimal(1)) if whole else plain.normalize(), use_l10n=True)


def formats_of(programme: Programme) -> list[Any]:
    """Return the formats it uses that are still there, in its order."""
    if not programme.formats:
        return []
    there = {one.code: one for one in formats()}
    return [there[code] for code in programme.formats if code in there]


def named(reader: Member, *members: Member | None) -> dict[int, Member]:
    """Return those of the members whom the reader sees, by id."""
    ids = {member.pk for member in members if member}
    return seen_by(reader).in_bulk(ids) if ids else {}


def milestones_of(programme: Programme) -> list[dict[str, Any]]:
    """Return the days of the timetable, each with whether it is past."""
    today = now().date()
    return [{"row": row, "past": row.on < today} for row in programme.milestones.all()]
