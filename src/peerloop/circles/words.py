"""Why somebody has no circle, and what would help: for themselves, and for who organises."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.circles.models import Circle, LeftOut

FEW = 5


def why_left_out(left: LeftOut, zone: tzinfo) -> str:
    """Say to whoever is left out, by the clock of ``zone``, why, and the smallest change that would help."""
    hour = weekly(left.starts_at, zone) if left.starts_at else ""
    most = left.forming.of_a_team
    words = {
        "none": _("All circles are full. One more would have to be formed; a free place in one may come up any day."),
        "most": _("One place too few. With one more in the circle on %(hour)s you would be in it."),
        "of_a_team": ngettext(
            "One of your team is in the circle on %(hour)s already, so that teams mix.",
            "%(count)s of your team are in the circle on %(hour)s already, so that teams mix.",
            most,
        ),
        "least": _("One more person is missing. As soon as one wants it, there can be a circle on %(hour)s."),
        "knowing": _("Nobody who knows it has time when you have. Without somebody who does it could be on %(hour)s."),
        "facilitators": _("Nobody who may facilitate has time when you have. You could pass the course yourself."),
        "apart": _("The one circle that would fit has somebody of your own reporting line in it."),
        "hour": _("If you were free on %(hour)s, there would be a place for you."),
        "few": _("Fewer than five want it just now. You can start a circle by yourself, and others find it."),
        "several": _("No single change would make a place. More free hours in your week help most."),
    }
    return words.get(left.rule, words["several"]) % {"hour": hour, "count": most}


def rule_words(rule: str) -> str:
    """Say to who organises what would place those that are left out for this reason."""
    words = {
        "none": _("their circle would need the others formed anew: form once more"),
        "most": _("one place more in a circle"),
        "of_a_team": _("one more of the same team in a circle"),
        "least": _("circles that may begin with one person fewer"),
        "knowing": _("circles without anybody who knows the skill"),
        "facilitators": _("somebody more who may facilitate"),
        "apart": _("sitting beside somebody of their own reporting line"),
        "hour": _("one more free hour in their week"),
        "few": _("more people who want the same: fewer than five do"),
        "several": _("more than one change at once"),
    }
    return words.get(rule, words["several"])


def in_fives(count: int) -> str:
    """Say how many people, as an organiser may be told: fewer than five, or in fives."""
    if count < FEW:
        return _("fewer than five") if count else _("nobody")
    fives = count // FEW * FEW
    return ngettext("%(count)s or more", "%(count)s or more", fives) % {"count": fives}


def next_usual(circle: Circle) -> datetime | None:
    """Return the next instant at which the circle usually meets, a day ahead at least."""
    if circle.weekday is None or circle.local_time is None:
        return None
    zone = ZoneInfo(circle.zone or "UTC")
    day = (now() + timedelta(days=1)).astimezone(zone).date()
    day += timedelta(days=(circle.weekday - day.weekday()) % 7)
    return datetime.combine(day, circle.local_time, zone)


def usual_hour(circle: Circle, zone: tzinfo) -> str:
    """Say when the circle usually meets, by the clock of ``zone``; empty where that is not said."""
    begins = next_usual(circle)
    return weekly(begins, zone) if begins else ""


def weekly(instant: datetime, zone: tzinfo) -> str:
    """Say the hour of the week, as "Tuesday at 10:00"."""
    there = instant.astimezone(zone)
    return _("%(day)s at %(time)s") % {"day": WEEKDAYS[there.weekday()], "time": f"{there:%H:%M}"}
