"""A day beside a colleague: offered, asked for, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.exchange import actions, queries
from peerloop.exchange.rules import is_offered, is_open
from peerloop.formats.queries import format_for
from peerloop.people.access import opens, reader
from peerloop.people.queries import seen_by
from peerloop.web.exchange.answers import REFUSED, done, onward
from peerloop.web.exchange.forms import AskDayForm, DayForm, WordForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.exchange.models import Day, DayRequest

SHADOWING = "shadowing"


@opens("exchange", "offer")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """You may shadow me."""
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["said"], said["seats"] = said.pop("about"), said.pop("places")
        try:
            day = actions.offer_day(by=reader(request), **said)
        except ValidationError as told:
            form.add_error(None, told)
        else:
            messages.success(request, _("Offered. Who would like to come along asks you, and you decide."))
            return onward("day", day.pk)
    return render(request, "exchange/day_new.html", {"form": form}, status=REFUSED if form.errors else 200)


@opens("day", "see")
@require_safe
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """What one will see, and how to ask."""
    return _page(request, _day(request, pk), WordForm())


@opens("day", "ask")
@require_POST
def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to come along."""
    found, form = _day(request, pk), WordForm(request.POST)
    if found.host_id == reader(request).pk:
        raise PermissionDenied
    if form.is_valid():
        try:
            asked = actions.ask_to_come(found, by=reader(request), word=form.cleaned_data["word"])
        except ValidationError as told:
            form.add_error(None, told)
        else:
            messages.success(request, _("Asked. You hear of the answer by mail."))
            return onward("day-request", asked.pk)
    return _page(request, found, form, status=REFUSED)


@opens("day", "change")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no longer."""
    found = get_object_or_404(queries.days_seen_by(reader(request)).filter(host=reader(request)), pk=pk)
    actions.take_day_off(found, by=reader(request))
    messages.success(request, _("No longer offered. What you agreed on stays."))
    return onward("exchange")


@opens("colleague", "ask")
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody who has offered nothing."""
    host = get_object_or_404(seen_by(reader(request)).select_related("team"), pk=pk)
    if host == reader(request):
        raise Http404
    form = AskDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["said"] = said.pop("about")
        try:
            asked = actions.ask_for_day(host, by=reader(request), **said)
        except ValidationError as told:
            form.add_error(None, told)
        else:
            messages.success(request, _("Asked. You hear of the answer by mail."))
            return onward("day-request", asked.pk)
    page = {"form": form, "host": host, "format": format_for(SHADOWING)}
    return render(request, "exchange/colleague.html", page, status=REFUSED if form.errors else 200)


@opens("day-request", "see")
@require_safe
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a request stands, and what to prepare."""
    asked = _request(request, pk)
    page = {
        "asked": asked,
        "hosting": asked.day.host_id == reader(request).pk,
        "open": is_open(asked),
        "format": format_for(SHADOWING),
    }
    return render(request, "exchange/day_request.html", page)


@opens("day-request", "answer")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes."""
    asked = _asked(request, pk)
    words = _("Booked. It is in both calendars.")
    return done(
        request, lambda: actions.accept_guest(asked, by=reader(request)), words, onward("day-request", asked.pk)
    )


@opens("day-request", "answer")
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say not this time."""
    asked = _asked(request, pk)
    words = _("Answered. They are told kindly.")
    return done(request, lambda: actions.decline_guest(asked, by=reader(request)), words, onward("exchange"))


@opens("day-request", "withdraw")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    asked = get_object_or_404(
        queries.in_full(queries.day_requests_seen_by(reader(request))), pk=pk, guest=reader(request)
    )
    words = _("Withdrawn.")
    return done(request, lambda: actions.withdraw_day_request(asked, by=reader(request)), words, onward("exchange"))


def _day(request: HttpRequest, pk: int) -> Day:
    return get_object_or_404(queries.days_seen_by(reader(request)).select_related("host__team", "off"), pk=pk)


def _request(request: HttpRequest, pk: int) -> DayRequest:
    return get_object_or_404(queries.in_full(queries.day_requests_seen_by(reader(request))), pk=pk)


def _asked(request: HttpRequest, pk: int) -> DayRequest:
    """A request that the reader is to answer."""
    rows = queries.in_full(queries.day_requests_seen_by(reader(request)))
    return get_object_or_404(rows, pk=pk, day__host=reader(request))


def _page(request: HttpRequest, found: Day, form: WordForm, *, status: int = 200) -> HttpResponse:
    member = reader(request)
    page = {
        "day": found,
        "own": found.host_id == member.pk,
        "offered": is_offered(found),
        "left": queries.left_on(found),
        "mine": queries.asked_for(found, member),
        "form": form,
        "format": format_for(SHADOWING),
    }
    return render(request, "exchange/day.html", page, status=status)
