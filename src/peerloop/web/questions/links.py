"""The resource of the library that an answer leads to, named by its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from peerloop.kit.text import key, listed
from peerloop.library.queries.listed import listed as resources
from peerloop.library.queries.listed import these

if TYPE_CHECKING:
    from peerloop.library.queries.listed import Row
    from peerloop.people.models import Member

MOST, LOOKED_AT = 5, 30
ADDRESS = re.compile(r"/resources/(\d{1,18})$")
SIGNS = "\\[]*_`<~&"


def with_link(text: str, *, to: str, reader: Member) -> str:
    """Return the text with a link below it to the published resource of the title or address ``to``; as it is for none.

    Raises ``ValidationError`` on "resource", with the titles that come near, where it is not clear which is meant.
    """
    if not to:
        return text
    return f"{text}\n\n{_as_link(_meant(to, reader))}"


def _meant(title: str, reader: Member) -> Row:
    address = ADDRESS.search(title)
    found = these(reader, [int(address[1])]) if address else resources(reader, words=title, at_most=LOOKED_AT)
    very = [one for one in found if key(one.shown.title) == key(title)]
    meant = very or found
    if len(meant) == 1:
        return meant[0]
    if not found:
        raise ValidationError({"resource": _("The library has nothing of this title.")})
    titles = listed([f"“{one.shown.title}”" for one in meant[:MOST]])
    words = _("Which one do you mean? There are %(titles)s. The address of its page says it, too.")
    raise ValidationError({"resource": words % {"titles": titles}})


def _as_link(one: Row) -> str:
    words = "".join(f"\\{sign}" if sign in SIGNS else sign for sign in one.shown.title).replace("@", "&#64;")
    return f"[{words}]({reverse('library:resource', args=[one.resource.pk])})"
