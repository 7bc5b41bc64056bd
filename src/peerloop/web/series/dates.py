"""Leaving out dates of a series, and bringing one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people.access import opens, reader
from peerloop.series import actions
from peerloop.series.queries import occurrences_led_by, series_led_by, standing
from peerloop.web.series.forms import OmissionForm, ReturnForm
from peerloop.web.series.making import REFUSED, say
from peerloop.web.series.views import page
from peerloop.web.sessions.answers import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("series", "change")
@require_POST
def leave_out_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out all dates between two days."""
    series = get_object_or_404(series_led_by(reader(request)), pk=pk)
    form = OmissionForm(request.POST)
    if not form.is_valid():
        return page(request, series, status=REFUSED, omission=form)
    try:
        days = actions.skip_days(series, by=reader(request), **form.cleaned_data)
    except ValidationError as refused:
        say(form, refused)
        return page(request, series, status=REFUSED, omission=form)
    words = ngettext(
        "%(count)s date is left out. Who was to come is told.",
        "%(count)s dates are left out. Who was to come is told.",
        len(days),
    )
    messages.success(request, words % {"count": len(days)})
    return onward("series:series", pk)


@opens("occurrence", "change")
@require_POST
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out one date."""
    occurrence = get_object_or_404(occurrences_led_by(reader(request)), pk=pk)
    try:
        actions.skip_days(occurrence.series, by=reader(request), first=occurrence.date, last=occurrence.date)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("This date is left out, and who was to come is told. You can bring it back."))
    return onward("series:series", occurrence.series_id)


@opens("occurrence", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a date back, where it was or at another time."""
    occurrence = get_object_or_404(occurrences_led_by(reader(request)), pk=pk)
    stretch = standing(occurrence.series.stretches.all()).stretch
    context = {"occurrence": occurrence, "stretch": stretch}
    elsewhere = "local_date" in request.POST
    form = ReturnForm(
        request.POST if elsewhere else None,
        initial={"local_date": occurrence.date, "local_time": stretch.local_time},
    )
    if request.method != "POST" or (elsewhere and not form.is_valid()):
        return render(request, "series/return.html", {**context, "form": form}, status=REFUSED if elsewhere else 200)
    at = (form.cleaned_data["local_date"], form.cleaned_data["local_time"]) if elsewhere else None
    try:
        told = actions.bring_back(occurrence, by=reader(request), at=at)
    except ValidationError as refused:
        told = [actions.Told(occurrence.date, " ".join(refused.messages))]
    if told:
        return render(request, "series/return.html", {**context, "form": form, "why": told[0].why}, status=REFUSED)
    messages.success(request, _("It takes place after all. Who was to come is told."))
    return onward("series:series", occurrence.series_id)
