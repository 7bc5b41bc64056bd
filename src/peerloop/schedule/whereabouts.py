"""Where a session is: a place, a link, both or neither yet."""

from __future__ import annotations

from typing import TypedDict

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from peerloop.kit.text import clean

LONGEST_PLACE = 120
LONGEST_LINK = 200
IN_PERSON, ONLINE, HYBRID = "in_person", "online", "hybrid"
is_web_address = URLValidator(schemes=["https", "http"])


class Whereabouts(TypedDict):
    """A session's place and link, each empty where there is none."""

    place: str
    link: str


def whereabouts(place: str, link: str) -> Whereabouts:
    """Return both as they are stored; raises ``ValidationError`` by field."""
    said = Whereabouts(place=" ".join(clean(place).split()), link=clean(link))
    if len(said["place"]) > LONGEST_PLACE:
        words = _("Please say the place in at most %(most)s characters.")
        raise ValidationError({"place": words % {"most": LONGEST_PLACE}})
    if said["link"]:
        try:
            is_web_address(said["link"])
        except ValidationError as wrong:
            raise ValidationError({"link": _("A link begins with https:// or http://.")}) from wrong
        if len(said["link"]) > LONGEST_LINK:
            words = _("A link has at most %(most)s characters.")
            raise ValidationError({"link": words % {"most": LONGEST_LINK}})
    return said


def met(way: str, where: Whereabouts) -> str:
    """Return how people meet, read off place and link where nothing is said; raises ``ValidationError`` by field.

    Those who come in person need a place, those online a link.
    """
    if not way:
        return {(True, False): IN_PERSON, (False, True): ONLINE, (True, True): HYBRID}.get(
            (bool(where["place"]), bool(where["link"])), ""
        )
    if way not in (IN_PERSON, ONLINE, HYBRID):
        raise ValidationError({"way": _("Please choose how you meet.")})
    missing = {}
    if way != ONLINE and not where["place"]:
        missing["place"] = _("Please say where you meet.")
    if way != IN_PERSON and not where["link"]:
        missing["link"] = _("Please give the link to the call.")
    if missing:
        raise ValidationError(missing)
    return way
