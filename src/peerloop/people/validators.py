"""What a member's particulars may be; models, actions and forms all hold to these."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.week import OCTETS

MAX_LANGUAGES = 12
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones that this machine knows."""
    return frozenset(zone for zone in available_timezones() if zone not in {"Factory", "localtime", "posixrules"})


def a_zone(value: str) -> None:
    """Refuse what is no time zone."""
    if value not in zones():
        raise ValidationError(_("There is no time zone “%(value)s”."), code="zone", params={"value": value})


def languages(value: Any) -> None:
    """Refuse what is no list of language codes."""
    if not isinstance(value, list) or len(value) > MAX_LANGUAGES:
        raise ValidationError(_("Name at most %(most)d languages."), code="languages", params={"most": MAX_LANGUAGES})
    for word in value:
        if not isinstance(word, str) or not LANGUAGE.fullmatch(word):
            raise ValidationError(
                _("“%(value)s” is no language code; write for example “en” or “pt-br”."),
                code="language",
                params={"value": word},
            )


def not_in_future(value: date) -> None:
    """Refuse a day that has not begun anywhere on earth."""
    if value > (now() + timedelta(hours=14)).date():
        raise ValidationError(_("This day is in the future."), code="future")


def a_week(value: bytes) -> None:
    """Refuse what is not 672 quarter-hours."""
    if len(value) != OCTETS:
        raise ValidationError(_("The week is not complete."), code="week")
