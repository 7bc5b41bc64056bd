"""When one is free, and when away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people import queries
from peerloop.people.access import opens, reader
from peerloop.people.actions import add_absence, remove_absence, set_week
from peerloop.web.settings.forms import AbsenceForm, HoursForm
from peerloop.web.settings.leads import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member


@opens("hours", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """The member's week, painted or written."""
    member = reader(request)
    form = HoursForm(request.POST if request.method == "POST" else None, week=bytes(member.week))
    if request.method == "POST" and form.is_valid():
        set_week(member, week=form.cleaned_data["week"], by=member)
        messages.success(request, _("Your hours are saved. Suggestions keep to them from now on."))
        return see_other("settings:hours")
    return _page(request, member, form, AbsenceForm())


@opens("hours", "change")
@require_POST
def absences(request: HttpRequest) -> HttpResponse:
    """Note days away."""
    member, form = reader(request), AbsenceForm(request.POST)
    if form.is_valid():
        try:
            add_absence(member, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Noted. Nobody is offered these days with you."))
            return see_other("settings:hours")
    return _page(request, member, HoursForm(week=bytes(member.week)), form)


@opens("absence", "change")
@require_POST
def absence_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Be here after all."""
    remove_absence(get_object_or_404(queries.absences(reader(request)), pk=pk))
    messages.success(request, _("Removed. You are here on these days."))
    return see_other("settings:hours")


def _page(request: HttpRequest, member: Member, form: HoursForm, absence_form: AbsenceForm) -> HttpResponse:
    shown = {"form": form, "absence_form": absence_form, "absences": queries.absences(member)}
    return render(request, "settings/hours.html", shown, status=422 if form.errors or absence_form.errors else 200)
