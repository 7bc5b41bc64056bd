"""Who may do what in a circle, what may be said of it, and who may facilitate whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.circles.models import LONGEST_GOAL, LONGEST_LINE, LONGEST_TITLE, MOST, Circle, Membership
from peerloop.kit.text import clean
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST = 2
PART = Membership.Part
LEADING = (PART.FACILITATOR, PART.CO_FACILITATOR)
KEPT_FOR = timedelta(days=14)
"""For so long an invitation keeps its place."""
ASKED_AGAIN_AFTER = timedelta(days=7)
"""Who has taken an asking back asks at the same door again no sooner: each asking is told to who looks after it."""
MOST_RUNNING = 20
"""So many running circles that one member has started are enough at a time."""


class Over(ValidationError):
    """The circle is closed, so this can no longer be done."""

    def __init__(self) -> None:
        super().__init__(_("This circle is closed. What it was stays here to be read."))


class Full(ValidationError):
    """No place is left."""

    def __init__(self) -> None:
        super().__init__(_("The last place has just been taken."))


class TurnedDown(ValidationError):
    """Whoever looks after the circle has said no, or has taken the member out."""

    def __init__(self) -> None:
        super().__init__(_("Whoever looks after this circle has not let you in. They can still invite you."))


def still_running(circle: Circle) -> None:
    """Refuse what can only be done before it is closed; its closing is at hand."""
    if hasattr(circle, "closing"):
        raise Over


def looks_after(member: Member, memberships: Sequence[Membership], circle: Circle) -> bool:
    """Whether the member looks after the circle: who facilitates it; while nobody does, who began it, or else all.

    Of all, nobody does who is the manager of somebody in it.
    """
    parts = {one.member_id: one.part for one in memberships}
    if member.pk not in parts:
        return False
    if any(part in LEADING for part in parts.values()):
        return parts[member.pk] in LEADING
    if circle.by_id in parts:
        return circle.by_id == member.pk
    return member.pk not in {one.member.manager_id for one in memberships}


def free_places(circle: Circle, memberships: Sequence[Membership], kept: int) -> int:
    """Return how many places are left, beside those who facilitate and the ``kept`` ones of who is invited."""
    return max(circle.most - sum(one.part == PART.MEMBER for one in memberships) - kept, 0)


def lines_above(ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return for each member who stands above them, however far up; one query for each step up, for all of them."""
    manager: dict[int, int | None] = {}
    asked = set(ids)
    look = set(asked)
    while look:
        manager.update(Member.objects.filter(pk__in=look).values_list("pk", "manager"))
        look = {one for one in manager.values() if one is not None and one not in manager}
    above = {}
    for member in asked:
        line: set[int] = set()
        one = manager.get(member)
        while one is not None and one not in line:
            line.add(one)
            one = manager.get(one)
        above[member] = frozenset(line)
    return above


def why_not_over(facilitator: Member, members: Iterable[Member]) -> str | None:
    """Return why this member cannot facilitate for these: whom of them they stand above, at any step of the line."""
    others = {one.pk: one for one in members if one.pk != facilitator.pk}
    above = lines_above(others)
    below = [others[pk] for pk in others if facilitator.pk in above[pk]]
    if not below:
        return None
    words = _(
        "%(name)s stands above %(member)s in the reporting line. Whoever facilitates is never the manager of somebody "
        "in the circle."
    )
    return words % {"name": facilitator.name, "member": below[0].name}


def why_not_under(member: Member, looking_after: Iterable[Member]) -> str | None:
    """Return why this member cannot join: who facilitates, or looks after it, stands above them."""
    above = lines_above([member.pk])[member.pk]
    over = next((one for one in looking_after if one.pk in above), None)
    if over is None:
        return None
    words = _(
        "%(name)s looks after this circle and stands above %(member)s in the reporting line. Whoever does so is never "
        "the manager of somebody in the circle."
    )
    return words % {"name": over.name, "member": member.name}


def particulars(title: str, goal: str, *, openness: str, most: int, taken: int = 0) -> dict[str, Any]:
    """Return them as they are stored; raises ``ValidationError`` by field, for all of them at once."""
    said: dict[str, Any] = {"title": " ".join(clean(title).split()), "goal": clean(goal), "openness": openness}
    wrong = {}
    if not any(char.isalnum() for char in said["title"]):
        wrong["title"] = _("Please give the circle a name.")
    elif len(said["title"]) > LONGEST_TITLE:
        wrong["title"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_TITLE}
    if not said["goal"]:
        wrong["goal"] = _("Say in a sentence what you want to reach together.")
    elif len(said["goal"]) > LONGEST_GOAL:
        wrong["goal"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_GOAL}
    if openness not in Circle.Openness.values:
        wrong["openness"] = _("Please choose who can come in.")
    if not LEAST <= most <= MOST:
        words = _("A circle has between %(least)s and %(most)s places: one alone is no circle, and many are a course.")
        wrong["most"] = words % {"least": LEAST, "most": MOST}
    elif most < taken:
        wrong["most"] = _("There are %(taken)s in it already.") % {"taken": taken}
    if wrong:
        raise ValidationError(wrong)
    return said | {"most": most}


def a_line(text: str, *, field: str = "text", most: int = LONGEST_LINE, needed: bool = True) -> str:
    """Return the text as it is stored; raises ``ValidationError`` on ``field`` for none or too much."""
    said = clean(text.replace("\r\n", "\n"))
    if needed and not said:
        raise ValidationError({field: _("Please write something first.")})
    if len(said) > most:
        raise ValidationError({field: _("Please keep it to %(most)s characters.") % {"most": most}})
    return said


def a_share(share: int) -> int:
    """Return the share; raises ``ValidationError`` on "share" for less than none or more than all."""
    if not 0 <= share <= 100:
        raise ValidationError({"share": _("Between 0 and 100 per cent.")})
    return share


def crossing(teams: Sequence[int | None]) -> tuple[int, int]:
    """Return how many of the ties among people of these teams cross teams, and how many ties there are.

    Whoever is in no team crosses to everybody.
    """
    n = len(teams)
    ties = n * (n - 1) // 2
    same = sum(teams.count(team) * (teams.count(team) - 1) // 2 for team in set(teams) if team is not None)
    return ties - same, ties
