"""What you have given: by season, for nobody but you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.recognition.actions import correct, hide, unhide
from peerloop.recognition.queries import contributions_of
from peerloop.web.recognition.forms import CorrectionForm
from peerloop.web.recognition.seasons import by_season, proofs
from peerloop.web.skills.asked import posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AT_ONCE = 40


@opens("contribution", "see")
@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    """The list, the newest first, and at its end what was left out."""
    member = reader(request)
    own = contributions_of(member).select_related("skill").order_by("-at", "-pk")
    page = Paginator(own.filter(hidden_at=None), AT_ONCE).get_page(request.GET.get("page"))
    hidden = list(own.filter(hidden_at__isnull=False)[:AT_ONCE])
    context = {"page": page, "seasons": by_season(proofs(list(page))), "hidden": proofs(hidden)}
    return render(request, "recognition/contributions.html", context)


@opens("contribution", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right how long it took, and write a line about it."""
    member = reader(request)
    row = get_object_or_404(contributions_of(member).select_related("skill"), pk=pk)
    form = CorrectionForm(posted(request), initial={"minutes": row.minutes, "note": row.note})
    if request.method == "POST" and form.is_valid():
        try:
            correct(row, by=member, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Kept."))
            return _back()
    return render(
        request, "recognition/contribution.html", {"row": row, "form": form}, status=422 if form.errors else 200
    )


@opens("contribution", "change")
@require_POST
def hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it out."""
    hide(get_object_or_404(contributions_of(reader(request)), pk=pk), by=reader(request))
    messages.success(request, _("Left out. You find it at the end of this page."))
    return _back()


@opens("contribution", "change")
@require_POST
def hiding_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it in again."""
    unhide(get_object_or_404(contributions_of(reader(request)), pk=pk), by=reader(request))
    messages.success(request, _("It stands in its place again."))
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("recognition:contributions"), status=303)
