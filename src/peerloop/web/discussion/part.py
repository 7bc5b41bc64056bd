"""A thread as a part of another room's page.

In the view, for a thread that the reader sees: ``{**thread_part(request, thread)}``; in the template:
``{% include "discussion/_thread.html" %}``, and ``{% block styles %}`` with ``discussion.css``. A room that shows
threads says where each of its threads belongs, in ``web/<room>/apps`` or wherever it is loaded:

    @belongs
    def places(reader: Member, threads: Collection[int]) -> dict[int, Place]: ...
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from peerloop.discussion.actions import mark_read
from peerloop.discussion.queries import posts_seen_by, talk
from peerloop.people.access import reader
from peerloop.web.discussion.forms import SayForm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.http import HttpRequest

    from peerloop.discussion.models import Post, Thread
    from peerloop.people.models import Member

    Where = Callable[[Member, Collection[int]], dict[int, "Place"]]


@dataclass(frozen=True)
class Place:
    """Where a thread belongs: what the page is called, and its address."""

    title: str
    address: str


_wheres: list[Where] = []


def belongs(where: Where) -> Where:
    """Register what knows where threads belong, as far as the reader may know it."""
    _wheres.append(where)
    return where


def place_of(thread: Thread, member: Member) -> Place | None:
    """Return where the thread belongs, if a room knows it."""
    for where in _wheres:
        if found := where(member, [thread.pk]).get(thread.pk):
            return found
    return None


def thread_part(request: HttpRequest, thread: Thread, *, form: SayForm | None = None) -> dict[str, Any]:
    """Return what the part needs, and remember that it was read: page ``?page=`` of the thread, the last at first."""
    member = reader(request)
    quoted = _quoted(request, thread, member)
    page = request.GET.get("page", "last")
    return {**thread_under(thread, member, page=page, back=request.path, quoted=quoted, form=form), "quoted": quoted}


def thread_under(
    thread: Thread,
    member: Member,
    *,
    back: str,
    page: str = "last",
    quoted: Post | None = None,
    form: SayForm | None = None,
) -> dict[str, Any]:
    """Return the same for a page that knows its own address, ``back``, and shows the end of the thread."""
    shown = talk(thread, member, page=page)
    if any(one.fresh for one in shown.posts):
        mark_read(thread, by=member, last=shown.posts[-1].post)
    start = {"text": shown.draft, "back": back, "quotes": quoted.pk if quoted else None}
    return {"talk": shown, "say_form": form or SayForm(initial=start), "nobody": _("A colleague who has left")}


def _quoted(request: HttpRequest, thread: Thread, member: Member) -> Post | None:
    asked = request.GET.get("quote", "") or request.POST.get("quotes", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    posts = posts_seen_by(member).filter(thread=thread, taken_back=None, hiding=None)
    return posts.select_related("by").prefetch_related("mentions").filter(pk=int(asked)).first()
