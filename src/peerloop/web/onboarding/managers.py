"""What a manager may do: think of a colleague for a report who is new. No answers are shown here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.onboarding import actions, queries
from peerloop.onboarding.rules import NotToNominate
from peerloop.people.access import opens, reader
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

REFUSED = 422


class NominationForm(forms.Form):
    """Who is thought of."""

    member = forms.IntegerField(min_value=1, max_value=2**63 - 1)


@opens("newcomer", "see")
@require_safe
def newcomers(request: HttpRequest) -> HttpResponse:
    """Who is new among the reader's reports, and whom the reader has thought of."""
    return render(request, "onboarding/newcomers.html", {"newcomers": queries.newcomers(reader(request))})


@opens("newcomer", "nominate")
@require_safe
def newcomer(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for a colleague by name."""
    return _page(request, pk, request.GET.get("q", ""))


@opens("newcomer", "nominate")
@require_POST
def nominations(request: HttpRequest, pk: int) -> HttpResponse:
    """Think of a colleague."""
    manager, form = reader(request), NominationForm(request.POST)
    new = get_object_or_404(queries.newcomers_seen_by(manager), pk=pk)
    member = seen_by(manager).filter(pk=form.cleaned_data["member"]).first() if form.is_valid() else None
    if member is None:
        return _page(request, pk, request.POST.get("q", ""), trouble=_("Please choose a colleague who is here."))
    try:
        actions.nominate(new, member=member, by=manager)
    except NotToNominate as told:
        return _page(request, pk, request.POST.get("q", ""), trouble=told.messages[0])
    messages.success(request, _("Noted. The two of them decide, and you hear if both say yes."))
    return HttpResponseRedirect(reverse("onboarding:newcomers"), status=303)


def _page(request: HttpRequest, pk: int, sought: str, *, trouble: str = "") -> HttpResponse:
    manager = reader(request)
    new = get_object_or_404(queries.newcomers_seen_by(manager), pk=pk)
    found = queries.colleagues_called(sought, reader=manager, newcomer=new)
    page = {"newcomer": new, "sought": sought, "found": found, "trouble": trouble}
    return render(request, "onboarding/newcomer.html", page, status=REFUSED if trouble else 200)
