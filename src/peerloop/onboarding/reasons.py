"""Why this colleague: codes with figures, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLENTY = 10
"""Hours of a week in common; more of them say no more."""


def reason_words(reasons: Iterable[Mapping[str, Any]], *, newcomer: bool) -> list[str]:
    """Return a sentence for each reason; ``newcomer``: whether it is the newcomer who reads them."""
    told = ((str(reason["code"]), int(reason.get("count", 0))) for reason in reasons)
    return [words for code, count in told if (words := _reason(code, count, newcomer=newcomer))]


def _reason(code: str, count: int, *, newcomer: bool) -> str:
    if code == "nominated":
        return _("Your manager thought of this") if newcomer else _("Their manager thought of you")
    if code == "years":
        if not newcomer:
            return _("You have been here for a while")
        words = ngettext("Has been here for a year", "Has been here for %(count)s years", count)
        return words % {"count": count}
    if code == "hours":
        if count >= PLENTY:
            return _("You have plenty of working hours in common")
        return ngettext("You share an hour of the week", "You share %(count)s hours of the week", count) % {
            "count": count
        }
    return {
        "team": _("In the same team"),
        "place": _("At the same place"),
        "language": _("A language in common"),
        "line": _("Outside the reporting line"),
    }.get(code, "")
