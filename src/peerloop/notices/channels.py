"""Where a notice reaches its reader, and what notices are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Channel(models.TextChoices):
    """The ways to a reader, from the loudest on. Whatever is not ``NONE`` stands on the reader's page as well."""

    MAIL = "mail", _("By mail, at once")
    DIGEST = "digest", _("In the digest")
    PAGE = "page", _("On the page only")
    NONE = "none", _("Not at all")


GROUPS: dict[str, _StrPromise] = {
    "asking": _("Asking and being asked"),
    "sessions": _("Sessions"),
    "pairs": _("Coffee, buddies and pairs"),
    "programmes": _("Programmes and circles"),
    "loops": _("What you learn and teach"),
    "ideas": _("Topics and calls for help"),
    "threads": _("Threads"),
    "library": _("The library"),
    "thanks": _("Thanks"),
    "organising": _("Organising"),
    "other": _("Everything else"),
}
"""What notices are about, in the order in which the settings show it."""

_OF_VERBS = {
    "request": "asking", "run": "asking", "suggestion": "asking",
    "session": "sessions", "series": "sessions", "officehours": "sessions", "hour": "sessions", "visit": "sessions",
    "live": "sessions", "question": "sessions", "calendar": "sessions", "time": "sessions", "material": "sessions",
    "coffee": "pairs", "pairing": "pairs", "buddy": "pairs", "onboarding": "pairs", "exchange": "pairs",
    "shadowing": "pairs", "rotation": "pairs", "ring": "pairs", "swap": "pairs",
    "programme": "programmes", "circle": "programmes",
    "teach_back": "loops", "remark": "loops", "loop": "loops", "receipt": "loops", "skill": "loops", "offer": "loops",
    "proposal": "ideas", "appeal": "ideas", "idea": "ideas",
    "kudos": "thanks", "recognition": "thanks", "contribution": "thanks", "thanks": "thanks",
    "pickup": "organising", "import": "organising", "policy": "organising",
    "forming": "organising",
}  # fmt: skip


def group_of(verb: str) -> str:
    """Return the group of a kind that names none: by what its journal verb is about."""
    return _OF_VERBS.get(verb.partition(".")[0], "other")
