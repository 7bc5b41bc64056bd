"""The course: its pages, and the check at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peerloop.people.access import opens, reader
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import PAGES, QUESTIONS
from peerloop.vetting.queries import passed
from peerloop.web.vetting.forms import CheckForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("course", "see")
@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """What it is for, and its pages."""
    shown = list(enumerate((page.title for page in PAGES), 1))
    context = {"pages": shown, "passed": passed(reader(request)), "questions": len(QUESTIONS)}
    return render(request, "vetting/course.html", context)


@opens("course", "see")
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One page to read."""
    if not 1 <= number <= len(PAGES):
        raise Http404
    one = PAGES[number - 1]
    context = {
        "page": one, "number": number, "of": len(PAGES), "before": number - 1,
        "after": number + 1 if number < len(PAGES) else 0,
    }  # fmt: skip
    return render(request, "vetting/page.html", context)


@opens("course", "take")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The questions; what was answered wrongly is explained, and may be answered again at once."""
    member = reader(request)
    form = CheckForm(request.POST if request.method == "POST" else None)
    wrong: frozenset[str] = frozenset()
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            wrong = take_check(form.cleaned_data, by=member)
            if not wrong:
                messages.success(request, _("Passed. From now on you may lead circles."))
                return HttpResponseRedirect(reverse("vetting:course"), status=303)
    told = form.told() if form.is_valid() else {}
    rows = [(form[one.code], told.get(one.code), one.code in wrong) for one in QUESTIONS]
    context = {"form": form, "rows": rows, "wrong": len(wrong), "passed": passed(member), "all": len(QUESTIONS)}
    return render(request, "vetting/check.html", context, status=status)
