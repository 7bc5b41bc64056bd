"""How a programme stands, what may be done about it, and what it may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.programmes.models import Objective
from peerloop.programmes.models.aims import LONGEST_AIM, LONGEST_LINE, LONGEST_SOURCE
from peerloop.programmes.models.programme import LONGEST_TITLE, LONGEST_WHY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme

State = Literal["draft", "planned", "running", "closed"]
FEW = 5
"""A count about fewer people than this is not told."""
BETWEEN_CALLS = timedelta(days=7)
"""So long nobody is invited again."""
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
LONGEST = timedelta(days=3 * 366)
SET_UP_BY = (Role.ORGANISER, Role.ADMINISTRATOR)
MOST_ALLOWED = 40 * 60
MOST_AIMS, MOST_DAYS = 12, 40
BY_HAND = Objective.Measured.BY_HAND
LARGEST_AMOUNT = Decimal(10) ** 9


class Over(ValidationError):
    """It is closed, or not open yet, so this cannot be done about it now."""


class NotAccepted(ValidationError):
    """It has guidelines of its own, and who wants to take part has not accepted them as they read today."""

    def __init__(self) -> None:
        super().__init__(_("Please read how those in it treat one another, and accept that first."))


class Overlaps(ValidationError):
    """Another programme for some of the same people runs at the same time; said once, and then one's own to decide."""

    def __init__(self, others: list[Programme]) -> None:
        self.others = others
        words = _("“%(title)s” is for some of the same people at the same time.")
        super().__init__([words % {"title": other.title} for other in others])


@dataclass(frozen=True)
class Aim:
    """An objective as it is said, before it has a row."""

    aim: str
    target: Decimal
    unit: str = ""
    measured: str = BY_HAND
    baseline: Decimal | None = None
    baseline_source: str = ""


@dataclass(frozen=True)
class Day:
    """A day of the timetable as it is said."""

    on: date
    title: str


def may_set_up(member: Member) -> bool:
    """Whether the member may set up programmes, and runs those of everybody."""
    return member.departed_at is None and has_role(member, *SET_UP_BY)


def state(programme: Programme, today: date) -> State:
    """Return how it stands; its opening and closing are at hand."""
    if hasattr(programme, "closing"):
        return "closed"
    if not hasattr(programme, "opening"):
        return "draft"
    return "running" if programme.starts_on <= today else "planned"


def still_open(programme: Programme) -> None:
    """Refuse what can only be done while it is open."""
    if hasattr(programme, "closing"):
        raise Over(_("This programme is closed."))
    if not hasattr(programme, "opening"):
        raise Over(_("This programme is not open yet."))


def not_closed(programme: Programme) -> None:
    """Refuse what would change what is over."""
    if hasattr(programme, "closing"):
        raise Over(_("This programme is closed: what it was stays as it was. You can make a copy of it."))


def may_join_on(programme: Programme, today: date) -> bool:
    """Whether it can still be joined on that day."""
    last = min((day for day in (programme.join_by, programme.ends_on) if day), default=None)
    return last is None or today <= last


def at_least(count: int, *, of: int | None = None) -> int:
    """Return how many are told of: the largest multiple of five that is no more, 0 for fewer than five.

    ``of``: among how many people. Five of them always stay untold, so that even where all have said the same nobody
    knows it of anybody.
    """
    most = count if of is None else min(count, of - FEW)
    return most // FEW * FEW if most >= FEW else 0


def particulars(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the programme's own fields as they are stored; raises ``ValidationError`` by field."""
    title, why = " ".join(clean(said["title"]).split()), clean(said.get("why", ""))
    starts, ends, join_by, minutes = (said.get(name) for name in ("starts_on", "ends_on", "join_by", "allowance"))
    wrong: dict[str, str] = {}
    if not any(char.isalnum() for char in title):
        wrong["title"] = _("Give it a name by which people will know it.")
    elif len(title) > LONGEST_TITLE:
        wrong["title"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_TITLE}
    if len(why) > LONGEST_WHY:
        wrong["why"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_WHY}
    wrong |= _days(starts, ends, join_by)
    if minutes is not None and not 0 < minutes <= MOST_ALLOWED:
        wrong["allowance"] = _("Between one minute and forty hours a week, or empty.")
    if wrong:
        raise ValidationError(wrong)
    return {
        "title": title, "why": why, "starts_on": starts, "ends_on": ends, "join_by": join_by, "allowance": minutes,
    }  # fmt: skip


def _days(starts: date | None, ends: date | None, join_by: date | None) -> dict[str, str]:
    """Return what is wrong with the days of a programme, by field."""
    wrong: dict[str, str] = {}
    if starts is None:
        wrong["starts_on"] = _("On which day does it begin?")
    elif not FIRST_DAY <= starts <= LAST_DAY:
        wrong["starts_on"] = _("That day is too far away.")
    elif ends is not None and ends < starts:
        wrong["ends_on"] = _("It ends before it begins.")
    elif ends is not None and ends - starts > LONGEST:
        wrong["ends_on"] = _("That is more than three years. Leave it empty for a programme that goes on.")
    if join_by is not None and ends is not None and join_by > ends:
        wrong["join_by"] = _("It is over by then.")
    elif join_by is not None and not FIRST_DAY <= join_by <= LAST_DAY:
        wrong["join_by"] = _("That day is too far away.")
    return wrong


def checked(aim: Aim) -> dict[str, Any]:
    """Return an objective's fields as they are stored; raises ``ValidationError`` by field."""
    words = {
        "aim": (" ".join(clean(aim.aim).split()), LONGEST_AIM),
        "unit": (" ".join(clean(aim.unit).split()), 40),
        "baseline_source": (clean(aim.baseline_source), LONGEST_SOURCE),
    }
    wrong = {
        name: _("Please keep it to %(most)s characters.") % {"most": most}
        for name, (text, most) in words.items()
        if len(text) > most
    }
    if not words["aim"][0]:
        wrong["aim"] = _("What is to be reached?")
    if aim.measured not in Objective.Measured.values:
        wrong["measured"] = _("Choose where the number comes from.")
    for name, value in (("target", aim.target), ("baseline", aim.baseline)):
        if value is not None and (not value.is_finite() or abs(value) >= LARGEST_AMOUNT):
            wrong[name] = _("This number is too large.")
    if aim.measured == BY_HAND and aim.baseline is not None and not words["baseline_source"][0]:
        wrong["baseline_source"] = _("Say how it is known, so that others can look it up.")
    if aim.measured != BY_HAND and aim.target <= 0:
        wrong["target"] = _("What is counted here begins at none; aim at more.")
    if wrong:
        raise ValidationError(wrong)
    return {
        **{name: text for name, (text, _most) in words.items()},
        "measured": aim.measured, "target": aim.target,
        "baseline": aim.baseline if aim.measured == BY_HAND else Decimal(0),
    }  # fmt: skip


def line(day: Day) -> dict[str, Any]:
    """Return a day of the timetable as it is stored; raises ``ValidationError`` by field."""
    title = " ".join(clean(day.title).split())
    if not title:
        raise ValidationError({"title": _("What happens on that day?")})
    if not FIRST_DAY <= day.on <= LAST_DAY:
        raise ValidationError({"on": _("That day is too far away.")})
    if len(title) > LONGEST_LINE:
        raise ValidationError({"title": _("Please keep it to %(most)s characters.") % {"most": LONGEST_LINE}})
    return {"on": day.on, "title": title}


def overlap(one: Programme, other: Programme) -> bool:
    """Whether the two have a day in common."""
    return (other.ends_on is None or one.starts_on <= other.ends_on) and (
        one.ends_on is None or other.starts_on <= one.ends_on
    )


def few_enough(aims: Iterable[Aim], days: Iterable[Day]) -> None:
    """Refuse more objectives or days than anybody reads."""
    if len(list(aims)) > MOST_AIMS:
        raise ValidationError({"objectives": _("More than %(most)s objectives are too many.") % {"most": MOST_AIMS}})
    if len(list(days)) > MOST_DAYS:
        raise ValidationError({"timetable": _("More than %(most)s days are too many.") % {"most": MOST_DAYS}})
