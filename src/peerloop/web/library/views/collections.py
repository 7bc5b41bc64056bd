"""Collections: shelves that members put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.library import actions
from peerloop.library.queries.listed import collections as all_of_them
from peerloop.library.queries.listed import items_of
from peerloop.library.queries.seen import collections_seen_by, resources_seen_by
from peerloop.people.access import opens, reader
from peerloop.people.rules import has_role
from peerloop.web.library.asked import LARGEST, SEE_OTHER, WRONG, a_number, act, address, note, seen, waiting
from peerloop.web.library.forms import CollectionForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.library.models import Collection

A_PAGE = 30


@opens("collection", "see")
@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """All collections, the newest first."""
    number = request.GET.get("page", "1")
    page = min(max(int(number), 1), 10_000) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = all_of_them(reader(request), at_most=A_PAGE + 1, beyond=(page - 1) * A_PAGE)
    context = {"collections": found[:A_PAGE], "page": page, "more": len(found) > A_PAGE}
    return render(request, "library/collections.html", context)


@opens("collection", "see")
@require_safe
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """One collection, in its order."""
    found, member = _seen(request, pk), reader(request)
    own = found.by_id == member.pk
    context = {"collection": found, "rows": items_of(found, member), "own": own,
               "may_remove": own or has_role(member, "moderator")}  # fmt: skip
    return render(request, "library/collection.html", context)


@opens("collection", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make one."""
    form, status, refused = CollectionForm(request.POST or None), 200, None
    if request.method == "POST":
        form, status = CollectionForm(request.POST), WRONG
        if form.is_valid():
            try:
                made = actions.make_collection(by=reader(request), **form.cleaned_data)
            except ValidationError as wrong:
                refused, status = wrong, note(form, wrong)
            else:
                messages.success(request, _("Made. Put resources into it from their pages."))
                return _to(made)
    page: dict[str, Any] = {"form": form, "collection": None}
    return waiting(render(request, "library/change_collection.html", page, status=status), refused)


@opens("collection", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it otherwise."""
    found, status = _own(request, pk), 200
    form = CollectionForm(initial={"title": found.title, "about": found.about})
    if request.method == "POST":
        form, status = CollectionForm(request.POST), WRONG
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("title", "about")}
            try:
                actions.change_collection(found, by=reader(request), **said)
            except ValidationError as wrong:
                status = note(form, wrong)
            else:
                return _to(found)
    return render(request, "library/change_collection.html", {"form": form, "collection": found}, status=status)


@opens("collection", "remove")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the shelf; what stood there stays in the library."""
    found = _seen(request, pk)
    deed = lambda: actions.remove_collection(found, by=reader(request))  # noqa: E731
    return act(request, deed, _("Removed. What stood there stays in the library."), reverse("library:collections"))


@opens("collection", "change")
@require_POST
def items_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a resource out of it."""
    return _with_item(request, pk, actions.take_out, _("Taken out."))


@opens("collection", "change")
@require_POST
def items_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a resource change places with what stands before it."""
    return _with_item(request, pk, actions.move_up, _("Moved up."))


@opens("resource", "use")
@require_POST
def shelve(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a resource into one of one's own collections."""
    found, member = seen(request, pk), reader(request)
    shelf = collections_seen_by(member).filter(by=member, pk=a_number(request, "collection")).first()
    if shelf is None:
        messages.warning(request, _("Choose one of your collections, or make one."))
        return HttpResponseRedirect(address(pk), status=SEE_OTHER)
    done = _("It stands in “%(title)s” now.") % {"title": shelf.title}
    return act(request, lambda: actions.put_into(shelf, found, by=member), done, address(pk))


def _with_item(request: HttpRequest, pk: int, deed: Any, done: str) -> HttpResponse:
    found, member = _own(request, pk), reader(request)
    resource = resources_seen_by(member).filter(pk=a_number(request, "resource")).first()
    if resource is None:
        return _to(found)
    return act(request, lambda: deed(found, resource, by=member), done, reverse("library:collection", args=[found.pk]))


def _seen(request: HttpRequest, pk: int) -> Collection:
    there = collections_seen_by(reader(request)).select_related("by")
    return get_object_or_404(there, pk=min(pk, LARGEST))


def _own(request: HttpRequest, pk: int) -> Collection:
    found = _seen(request, pk)
    if found.by_id != reader(request).pk:
        raise Http404
    return found


def _to(found: Collection) -> HttpResponse:
    return HttpResponseRedirect(reverse("library:collection", args=[found.pk]), status=SEE_OTHER)
