"""Reasons in the reader's language; the codes stand in ``reasons``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.kit.clock import day_and_time
from peerloop.skills.models import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerloop.matchmaking.changes import Change
    from peerloop.matchmaking.models import Shortfall

PLENTY = 8  # half-hours of a week in common; more of them say no more


@dataclass(frozen=True)
class Shortage:
    """Why nobody is there, and what would help, in sentences."""

    why: str
    help: str


@dataclass(frozen=True)
class Offered:
    """Something that would help: its code, by which a page knows where it is done, and the sentence."""

    code: str
    words: str


def reason_words(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each reason; one whose code is no longer known is left out."""
    return [words for reason in reasons if (words := _reason(str(reason["code"]), int(reason.get("count", 0))))]


def _reason(code: str, count: int) -> str:
    if code == "vouched":
        words = ngettext("A colleague vouches for it", "%(count)s colleagues vouch for it", count)
        return words % {"count": count}
    if code == "level":
        return _level(count)
    if code == "swap":
        return _swap(count)
    if code == "hours":
        if count > PLENTY:
            return _("You have plenty of free time in common")
        words = ngettext("You share a free half-hour", "You share %(count)s free half-hours", count)
        return words % {"count": count}
    return {
        "wish": _("As you wished"),
        "other_team": _("From another part of the company"),
        "not_met": _("You have not learned together yet"),
        "seniority": _("Has been here longer than you"),
        "same_place": _("Works at the same place as you"),
        "last_seat": _("One place left"),
    }.get(code, "")


def _swap(people: int) -> str:
    if people <= 2:
        return _("A swap: you want what the other knows, and the other what you know")
    return _("A ring of %(count)s: each teaches one of the others and learns from another") % {"count": people}


def _level(gap: int) -> str:
    if gap <= 0:
        return _("Knows it as well as you want to")
    if gap == 1:
        return _("A level above where you want to be")
    return _("Well beyond where you want to be")


def shortage(shortfall: Shortfall, *, skill: str, zone: str) -> Shortage:
    """Return the words for a need that nobody meets; times in ``zone``."""
    told = {"skill": skill}
    return {
        "nobody_has_it": lambda: Shortage(
            _("Nobody has said yet that they can help with %(skill)s.") % told,
            _("Make your need public, so that somebody who can may see it; we look again whenever you ask us to."),
        ),
        "not_offered": lambda: Shortage(
            _("Nobody offers help with %(skill)s at the level you want.") % told,
            _("A lower level would be a start: change what you want, and we look again at once."),
        ),
        "only_own_line": lambda: Shortage(
            _("Those who can help with %(skill)s are your own manager or report to you: they are left out.") % told,
            _("You see each other anyway: just ask. Or make your need public, so that others may come forward."),
        ),
        "no_common_language": lambda: Shortage(
            _("Those who can help with %(skill)s speak none of the languages in your profile.") % told,
            _("If you speak another one, add it to your profile, and we look again."),
        ),
        "promised": lambda: Shortage(
            _("Those who could help with %(skill)s were chosen for others in the last matching.") % told,
            _("One more place with one of them would be yours. Look again, and you see who has one by now.")
            if "one_seat" in shortfall.detail
            else _("Some of them may have a place by now: look again, and you see who."),
        ),
        "no_common_hour": lambda: _no_hour(shortfall, told, zone),
    }.get(shortfall.code, lambda: _taken(shortfall, told))()


def change_words(change: Change, *, skill: str) -> Offered:
    """Return one thing to change, in a sentence: how many more could help with the skill then, and where to do it."""
    said = {"skill": skill, "count": change.more, "level": Level(change.level).label if change.level else ""}
    if change.more is None:
        words = {
            "hours": _("With more free hours in your week, a few more people could help you with %(skill)s."),
            "languages": _("A few more could help who speak a language that your profile does not name."),
            "refusals": _("A few could help of whom you have said “not this”: you may bring them back."),
            "level": _("At a level lower (“%(level)s”), a few more people could help you with %(skill)s."),
        }[change.code]
    else:
        words = {
            "hours": _(
                "With more free hours in your week, at least %(count)s more people could help you with %(skill)s."
            ),
            "languages": _("At least %(count)s more could help who speak a language that your profile does not name."),
            "refusals": _("At least %(count)s could help of whom you have said “not this”: you may bring them back."),
            "level": _("At a level lower (“%(level)s”), at least %(count)s more people could help you with %(skill)s."),
        }[change.code]
    return Offered(change.code, words % said)


def _no_hour(shortfall: Shortfall, told: dict[str, str], zone: str) -> Shortage:
    why = _("You have no free half-hour in common with anybody who can help with %(skill)s this week.") % told
    if "hour" not in shortfall.detail:
        return Shortage(why, _("Paint a few more free hours into your week, and we look again."))
    when = day_and_time(datetime.fromisoformat(shortfall.detail["hour"]), zone)
    return Shortage(why, _("If you were free on %(when)s, somebody would be too.") % {"when": when})


def _taken(shortfall: Shortfall, told: dict[str, str]) -> Shortage:
    if shortfall.detail.get("free", -1) > 0:
        why = _("All who could help with %(skill)s are taken or away just now.") % told
    else:
        why = _("The few who could help with %(skill)s are taken or away just now.") % told
    return Shortage(why, _("Places come free as others finish: look again in some days."))
