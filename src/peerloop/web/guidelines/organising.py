"""Where guidelines are drafted, put up for comment and adopted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.guidelines import actions
from peerloop.guidelines.queries import (
    STATES,
    accepted_count,
    all_of_them,
    guidelines_seen_by,
    house_guidelines,
    versions_seen_by,
)
from peerloop.guidelines.rules import PARTS, Adopted, Stale, beside, so_many, state
from peerloop.guidelines.shipped import TEMPLATES
from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.web.guidelines.forms import AdoptForm, DraftForm, NewForm
from peerloop.web.guidelines.views import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from peerloop.guidelines.models import Version
    from peerloop.guidelines.rules import Compared

WRONG, MEANWHILE = 422, 409
TO_READ = timedelta(days=7)


@opens("guidelines", "make")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All guidelines: what holds, what is to come, what is being drafted."""
    rows = [
        (one, so_many(accepted_count(one.in_force)) if one.in_force and one.guidelines.for_house else "")
        for one in all_of_them(reader(request))
    ]
    return render(request, "guidelines/organise.html", {"rows": rows, "house": house_guidelines()})


@opens("guidelines", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin with a template."""
    form = NewForm(request.POST if request.method == "POST" else None, house_has_some=house_guidelines() is not None)
    if request.method == "POST" and form.is_valid():
        said = {"for_house": False, **form.cleaned_data}
        try:
            made = actions.draft_guidelines(by=reader(request), **said)
        except ValidationError as refused:
            form.add_error(None, [*refused.messages])
        else:
            messages.success(request, _("Here is the draft. Nobody but those who organise sees it yet."))
            return _to(made)
    page = {"form": form, "templates": [(one, one.text("conduct")) for one in TEMPLATES.values()]}
    return render(request, "guidelines/new.html", page, status=WRONG if form.errors else 200)


@opens("guidelines", "make")
@require_POST
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version; where a draft stands, go to that."""
    member = reader(request)
    return _to(actions.draft_version(get_object_or_404(guidelines_seen_by(member), pk=pk), by=member))


@opens("guidelines", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write at the draft; a POST saves it."""
    found = _draft(request, pk)
    if hasattr(found, "adoption"):
        return HttpResponseRedirect(reverse("guidelines:version", args=[pk]), status=303)
    if request.method != "POST":
        return _page(request, found, DraftForm(initial=_words(found)))
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=WRONG)
    try:
        actions.change_draft(found, by=reader(request), **form.cleaned_data)
    except Stale as stale:
        return _meanwhile(request, _draft(request, pk), form.cleaned_data, stale)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, found, form, status=WRONG)
    messages.success(request, _("Saved."))
    return _to(found)


@opens("guidelines", "make")
@require_POST
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it up for comment."""
    found = _draft(request, pk)
    try:
        actions.ask_for_comments(found, by=reader(request))
    except Adopted as adopted:
        messages.warning(request, adopted.messages[0])
    else:
        messages.success(request, _("Everybody can read the draft now, and say below it what they think."))
    return HttpResponseRedirect(reverse("guidelines:version", args=[pk]), status=303)


@opens("guidelines", "make")
@require_POST
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt it from a day on."""
    found, form = _draft(request, pk), AdoptForm(request.POST)
    if form.is_valid():
        try:
            actions.adopt(found, by=reader(request), on=form.cleaned_data["on"])
        except Adopted:
            return HttpResponseRedirect(reverse("guidelines:version", args=[pk]), status=303)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Adopted. From that day on everybody is asked to read and accept them."))
            return HttpResponseRedirect(address_of(found.guidelines), status=303)
    if hasattr(found, "adoption"):
        return HttpResponseRedirect(reverse("guidelines:version", args=[pk]), status=303)
    return _page(request, found, DraftForm(initial=_words(found)), adopting=form, status=WRONG)


@opens("guidelines", "make")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    try:
        actions.give_up_draft(_draft(request, pk), by=reader(request))
    except Adopted as adopted:
        messages.warning(request, adopted.messages[0])
    else:
        messages.success(request, _("The draft is gone. What holds stays as it is."))
    return HttpResponseRedirect(reverse("guidelines:organise"), status=303)


def _draft(request: HttpRequest, pk: int) -> Version:
    return get_object_or_404(versions_seen_by(reader(request)).select_related(*STATES), pk=pk)


def _words(version: Version) -> dict[str, Any]:
    words = {name: getattr(version, name) for name in PARTS}
    return words | {"title": version.guidelines.title, "why": version.why, "revision": version.revision}


def _meanwhile(request: HttpRequest, fresh: Version, typed: dict[str, Any], stale: Stale) -> HttpResponse:
    """Show what stands there now beside what was typed; who saves once more has seen it."""
    form = DraftForm(typed | {"revision": fresh.revision})
    form.add_error(None, stale)
    return _page(request, fresh, form, compare=beside(_words(fresh), typed), status=MEANWHILE)


def _page(
    request: HttpRequest,
    found: Version,
    form: DraftForm,
    *,
    adopting: AdoptForm | None = None,
    compare: Sequence[Compared] = (),
    status: int = 200,
) -> HttpResponse:
    start = {"on": (now() + TO_READ).date()}
    page = {
        "version": found, "state": state(found), "form": form, "compare": compare,
        "adopting": adopting or AdoptForm(initial=start),
    }  # fmt: skip
    return render(request, "guidelines/draft.html", page, status=status)


def _to(version: Version) -> HttpResponse:
    return HttpResponseRedirect(reverse("guidelines:draft", args=[version.pk]), status=303)
