"""A peer is asked, and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.library.actions import ask_for_review, give_review_back, give_verdict
from peerloop.library.queries.seen import reviews_asked_of
from peerloop.library.rules.states import Overtaken
from peerloop.people.access import opens, reader
from peerloop.web.colleagues import NamesColleague
from peerloop.web.library.asked import LARGEST, OVERTAKEN, SEE_OTHER, WRONG, address, note, own
from peerloop.web.library.forms import VerdictForm
from peerloop.web.library.views.shelf import found_or_404, played
from peerloop.web.library.views.writing import refused_here

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.library.models import Review


@opens("resource", "change")
@require_POST
def reviews(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a peer to look at the newest version."""
    found, member = own(request, pk), reader(request)
    form = NamesColleague(request.POST, reader=member)
    if not form.is_valid():
        return refused_here(request, pk, "colleague_form", form, None)
    try:
        ask_for_review(found, form.cleaned_data["colleague"], by=member)
    except ValidationError as refused:
        return refused_here(request, pk, "colleague_form", form, refused)
    messages.success(request, _("Asked. You hear of it when they answer."))
    return HttpResponseRedirect(address(pk), status=SEE_OTHER)


@opens("review", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the newest version and answer; one that has come meanwhile is shown before the answer counts."""
    asked = _asked(request, pk)
    page = found_or_404(request, asked.version.resource_id)
    form, status, overtaken = VerdictForm(initial={"number": page.latest.number}), 200, False
    if request.method == "POST":
        form, status = VerdictForm(request.POST), WRONG
        if form.is_valid():
            try:
                give_verdict(asked, by=reader(request), **form.cleaned_data)
            except Overtaken:
                form = VerdictForm(initial=form.cleaned_data | {"number": page.latest.number})
                status, overtaken = OVERTAKEN, True
            except PermissionDenied as error:
                raise Http404 from error
            except ValidationError as refused:
                status = note(form, refused)
            else:
                messages.success(request, _("Thank you. The authors hear of it."))
                return HttpResponseRedirect(address(asked.version.resource_id), status=SEE_OTHER)
    context = {
        "review": asked, "page": page, "shown": page.latest, "form": form, "overtaken": overtaken,
        **played(page.resource.kind, page.latest),
    }  # fmt: skip
    return render(request, "library/review.html", context, status=status)


@opens("review", "answer")
@require_POST
def review_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Not look at it after all."""
    give_review_back(_asked(request, pk), by=reader(request))
    messages.success(request, _("That is fine. The authors ask somebody else."))
    return HttpResponseRedirect(reverse("library:library"), status=SEE_OTHER)


def _asked(request: HttpRequest, pk: int) -> Review:
    there = reviews_asked_of(reader(request)).select_related("version__resource", "verdict", "asked_by")
    return get_object_or_404(there, pk=min(pk, LARGEST))
