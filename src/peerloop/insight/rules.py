"""What may be said in a sponsor pack, and what is worth doing next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from peerloop.insight.models import LONGEST_CLAIM, LONGEST_MEANS, LONGEST_SOURCE
from peerloop.kit.text import clean
from peerloop.programmes.rules import LARGEST_AMOUNT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from peerloop.programmes.models import Programme

MOST_LINES = 20
ENDING = timedelta(days=14)
UNWRITTEN = timedelta(days=35)
Step = Literal[
    "open", "invite", "few", "not_meeting", "no_time", "nobody", "manager", "not_useful", "write_down", "ending", "well"
]


def evidence(claim: str, source: str, link: str) -> dict[str, str]:
    """Return what is stored; raises ``ValidationError`` by field."""
    said = {"claim": " ".join(clean(claim).split()), "source": " ".join(clean(source).split()), "link": link.strip()}
    wrong: dict[str, Any] = {}
    if not said["claim"]:
        wrong["claim"] = _("What speaks for it?")
    if not said["source"]:
        wrong["source"] = _("Say where it can be looked up; without a source it is an opinion.")
    for name, most in (("claim", LONGEST_CLAIM), ("source", LONGEST_SOURCE), ("link", 200)):
        if len(said[name]) > most:
            wrong[name] = _("Please keep it to %(most)s characters.") % {"most": most}
    if said["link"] and "link" not in wrong:
        try:
            URLValidator(schemes=["http", "https"])(said["link"])
        except ValidationError:
            wrong["link"] = _("This is no address of a page. It begins with https://")
    if wrong:
        raise ValidationError(wrong)
    return said


def means(what: str, least: Decimal | None, most: Decimal | None, currency: str) -> dict[str, Any]:
    """Return what is stored; one amount alone is both. Raises ``ValidationError`` by field."""
    words, sign = " ".join(clean(what).split()), clean(currency).upper()
    low, high = (most if least is None else least), (least if most is None else most)
    wrong = {}
    if not words:
        wrong["what"] = _("What does it take?")
    elif len(words) > LONGEST_MEANS:
        wrong["what"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_MEANS}
    for name, amount in (("least", low), ("most", high)):
        if amount is not None and (not amount.is_finite() or not 0 <= amount < LARGEST_AMOUNT):
            wrong[name] = _("This is no amount that something costs.")
    if not wrong and low is not None and high is not None and high < low:
        wrong["most"] = _("That is less than the least.")
    if low is not None and not (len(sign) == 3 and sign.isalpha() and sign.isascii()):
        wrong["currency"] = _("In three letters: EUR, USD, GHS.")
    if wrong:
        raise ValidationError(wrong)
    return {"what": words, "least": low, "most": high, "currency": sign if low is not None else ""}


def next_steps(
    programme: Programme, told: Mapping[str, int], today: date, *, invited: bool, written_on: date | None
) -> list[Step]:
    """Return what is worth doing next, the most useful first; never more than three, never none.

    ``told``: the figures published last. ``written_on``: when a number was last written down by hand, None where
    there is nothing to be written down, ``date.min`` where that never happened.
    """
    if not hasattr(programme, "opening"):
        return ["open"]
    if hasattr(programme, "closing"):
        return ["well"]
    steps: list[Step] = []
    if not invited:
        steps.append("invite")
    elif not told.get("participants"):
        steps.append("few")
    if told.get("participants", 0) >= 10 and not told.get("met") and today - programme.starts_on > ENDING:
        steps.append("not_meeting")
    said = {kind: told.get(f"obstacle:{kind}", 0) for kind in ("manager", "no_time", "nobody", "not_useful")}
    steps += [kind for kind, least in sorted(said.items(), key=lambda one: -one[1]) if least]  # type: ignore[misc]
    if programme.ends_on and today >= programme.ends_on - ENDING:
        steps.append("ending")
    began = today - programme.starts_on
    if written_on is not None and began > UNWRITTEN and today - max(written_on, programme.starts_on) > UNWRITTEN:
        steps.append("write_down")
    return steps[:3] or ["well"]
