"""This date and all that follow: changed, or ended."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people.access import opens, reader
from peerloop.series.actions import change_from, end_series
from peerloop.series.queries import occurrences_led_by, terms_on
from peerloop.series.rules import StaleSeries
from peerloop.web.series.forms import EndForm, FollowingForm
from peerloop.web.series.making import REFUSED, say
from peerloop.web.series.views import page, tell
from peerloop.web.sessions.answers import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.series.models import Occurrence

OVERTAKEN = 409


@opens("occurrence", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest, pk: int) -> HttpResponse:
    """Change this date and all that follow."""
    occurrence = _found(request, pk)
    stands = terms_on(occurrence.series, occurrence.date)
    if stands is None:
        messages.warning(request, _("The series has no such date any more."))
        return onward("series:series", occurrence.series_id)
    as_it_stands = asdict(stands) | {"version": occurrence.series.version}
    if request.method != "POST":
        return _form(request, occurrence, FollowingForm(initial=as_it_stands))
    form = FollowingForm(request.POST)
    if not form.is_valid():
        return _form(request, occurrence, form, status=REFUSED)
    try:
        told = change_from(
            occurrence.series,
            occurrence.date,
            by=reader(request),
            version=form.cleaned_data["version"],
            terms=form.terms(stands.zone),
        )
    except StaleSeries:
        occurrence = _found(request, pk)
        anew = request.POST.dict() | {"version": str(occurrence.series.version)}
        both = _differing(form, as_it_stands)
        return _form(request, occurrence, FollowingForm(anew), status=OVERTAKEN, both=both, overtaken=True)
    except ValidationError as refused:
        say(form, refused)
        return _form(request, occurrence, form, status=REFUSED)
    messages.success(request, _("Changed from this date on. Everybody who takes part hears of it in one mail."))
    tell(request, told, _("%(date)s could not follow: %(why)s"))
    return onward("series:series", occurrence.series_id)


@opens("occurrence", "change")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let this date and all that follow not be."""
    occurrence = _found(request, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return page(request, occurrence.series, status=REFUSED)
    try:
        end_series(occurrence.series, occurrence.date, by=reader(request), **form.cleaned_data)
    except StaleSeries as refused:
        messages.warning(request, refused.messages[0])
        return page(request, _found(request, pk).series, status=OVERTAKEN)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return onward("series:series", occurrence.series_id)
    messages.success(request, _("The series ends before this date. Who was to come is told."))
    return onward("series:series", occurrence.series_id)


def _found(request: HttpRequest, pk: int) -> Occurrence:
    return get_object_or_404(occurrences_led_by(reader(request)), pk=pk)


def _form(
    request: HttpRequest, occurrence: Occurrence, form: FollowingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    stands = terms_on(occurrence.series, occurrence.date)
    version = occurrence.series.version
    ending = EndForm(initial={"version": version}, auto_id="end_%s")
    context = {"occurrence": occurrence, "form": form, "stands": stands, "ending": ending, **more}
    return render(request, "series/following.html", context, status=status)


def _differing(form: FollowingForm, stands: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return what differs between what was typed and what stands now: label, yours, theirs."""
    return [
        (str(field.label), form.cleaned_data.get(name), stands[name])
        for name, field in form.fields.items()
        if name in stands and name != "version" and (form.cleaned_data.get(name) or None) != (stands[name] or None)
    ]
