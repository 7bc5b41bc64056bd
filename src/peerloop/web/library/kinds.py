"""What each kind of resource asks for in its form, and what it says of itself."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

ANY, OFFICE = "", ".pdf,.odt,.docx,.txt,.md,image/*"
SLIDES = ".pdf,.pptx,.odp"


class Asks(NamedTuple):
    """The fields of a kind beside title, skill and sources; which files it takes, and whether a phone can take it."""

    line: object
    fields: tuple[str, ...]
    accept: str = ANY
    capture: str = ""
    taken: str = ""


KINDS = {
    "document": Asks(
        _("Something written, or a picture of it."), ("text", "file", "url"), OFFICE, "environment", "image/*"
    ),
    "slides": Asks(_("What you have shown, with a line about it."), ("text", "file", "url"), SLIDES),
    "link": Asks(_("A page elsewhere that is worth the time."), ("url", "text", "minutes")),
    "video": Asks(
        _("A few minutes in which you show one thing. Record it here, or bring it."),
        ("text", "file", "url", "minutes"), "video/*", "user", "video/*",
    ),
    "audio": Asks(_("Sound without pictures."), ("text", "file", "url", "minutes"), "audio/*", "user", "audio/*"),
    "interview": Asks(
        _("What a colleague knows, in their own words."),
        ("text", "file", "url", "minutes"), "video/*,audio/*", "user", "video/*",
    ),
    "course": Asks(_("Who offers it, and at what price."), ("url", "text", "terms", "minutes")),
    "ebook": Asks(_("A book to read, and where it is."), ("url", "file", "text", "terms"), ".pdf,.epub"),
    "tip": Asks(_("One thing, in a few sentences."), ("text",)),
    "guest": Asks(_("Somebody from outside who would come and talk."), ("text", "terms", "contact", "agreed_on")),
}  # fmt: skip
