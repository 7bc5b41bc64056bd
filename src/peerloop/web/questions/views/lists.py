"""The lists of questions, and how many a week one takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peerloop.people.access import opens, reader
from peerloop.questions.actions import set_reach
from peerloop.questions.queries import how_many_wait, listed, most_of, waiting_of
from peerloop.web.questions.forms import ReachForm
from peerloop.web.questions.found import REFUSED, SEE_OTHER, refused

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

WHICH = ("you", "open", "answered", "mine")
A_PAGE = 30


@opens("question", "see")
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Open questions, unless ``?which=`` says otherwise; those put to the reader where there are any."""
    member, which = reader(request), request.GET.get("which", "")
    waiting = how_many_wait(member)
    which = which if which in WHICH else "you" if waiting else "open"
    number = request.GET.get("page", "1")
    page = min(max(int(number), 1), 10_000) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = listed(member, which, at_most=A_PAGE + 1, beyond=(page - 1) * A_PAGE)  # type: ignore[arg-type]
    context = {
        "which": which,
        "questions": found[:A_PAGE],
        "to_you": waiting,
        "waits": list(waiting_of(member)) if page == 1 else [],
        "page": page,
        "more": len(found) > A_PAGE,
    }
    return render(request, "questions/questions.html", context)


@opens("reach", "set")
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: HttpRequest) -> HttpResponse:
    """Say how many questions a week may be put to one."""
    member = reader(request)
    form = ReachForm(request.POST if request.method == "POST" else None, initial={"most": most_of(member)})
    if request.method == "POST" and form.is_valid():
        try:
            set_reach(member, most=form.cleaned_data["most"])
        except ValidationError as wrong:
            refused(form, wrong)
        else:
            messages.success(request, _("Noted."))
            return HttpResponseRedirect(reverse("questions:questions"), status=SEE_OTHER)
    return render(request, "questions/reach.html", {"form": form}, status=REFUSED if form.errors else 200)
