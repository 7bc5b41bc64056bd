"""The resource of the library that an answer leads to, named by its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from peerloop.kit.text import key, listed
from peerloop.library.queries.listed import listed as resources

if TYPE_CHECKING:
    from peerloop.library.queries.listed import Row
    from peerloop.people.models import Member

MOST = 5


def with_link(text: str, *, to: str, reader: Member) -> str:
    """Return the text with a link below it to the published resource of the title ``to``; as it is for none.

    Raises ``ValidationError`` on "resource", with the titles that come near, where it is not clear which is meant.
    """
    if not to:
        return text
    title = _meant(to, resources(reader, words=to, at_most=MOST))
    return f"{text}\n\n{title}"


def _meant(title: str, found: list[Row]) -> str:
    very = [one for one in found if key(one.shown.title) == key(title)]
    meant = very or found
    if len(meant) == 1:
        return _as_link(meant[0])
    if not found:
        raise ValidationError({"resource": _("The library has nothing of this title.")})
    titles = listed([f"“{one.shown.title}”" for one in found])
    raise ValidationError({"resource": _("Which one do you mean? There are %(titles)s.") % {"titles": titles}})


def _as_link(one: Row) -> str:
    words = "".join(f"\\{sign}" if sign in "\\[]*_`<" else sign for sign in one.shown.title)
    return f"[{words}]({reverse('library:resource', args=[one.resource.pk])})"
