"""What a session that colleagues join says of itself: title, what it is about, how many places there are."""

from __future__ import annotations

from typing import TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean

LONGEST_TITLE, LONGEST_ABOUT = 120, 2000
MOST_PLACES = 1000


class Particulars(TypedDict):
    """As they are stored; no capacity means as many as like to come."""

    title: str
    about: str
    capacity: int | None


def particulars(title: str, about: str, capacity: int | None) -> Particulars:
    """Return them as they are stored; raises ``ValidationError`` by field, for all of them at once."""
    said = Particulars(title=" ".join(clean(title).split()), about=clean(about), capacity=capacity)
    wrong = {}
    if not said["title"]:
        wrong["title"] = _("Please give it a title.")
    elif len(said["title"]) > LONGEST_TITLE:
        wrong["title"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_TITLE}
    if len(said["about"]) > LONGEST_ABOUT:
        wrong["about"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_ABOUT}
    if capacity is not None and not 1 <= capacity <= MOST_PLACES:
        wrong["capacity"] = _("There is at least one place, and at most %(most)s.") % {"most": MOST_PLACES}
    if wrong:
        raise ValidationError(wrong)
    return said
