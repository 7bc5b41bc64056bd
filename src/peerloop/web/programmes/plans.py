"""Objectives, what is written down of them, and the days of the timetable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.programmes import actions
from peerloop.programmes.queries import days_run_by, objectives_run_by, programmes_run_by
from peerloop.web.programmes.forms import AimForm, AmountForm, DayForm
from peerloop.web.programmes.shown import amount
from peerloop.web.programmes.views import page_of, to

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse


@opens("programme", "run")
@require_http_methods(["GET", "HEAD", "POST"])
def objectives(request: HttpRequest, pk: int) -> HttpResponse:
    """All objectives; a POST adds one."""
    return _add(request, pk, AimForm, lambda found, said, by: actions.set_objective(found, said, by=by), "aim")


@opens("programme", "run")
@require_http_methods(["GET", "HEAD", "POST"])
def timetable(request: HttpRequest, pk: int) -> HttpResponse:
    """All days; a POST adds one."""
    return _add(request, pk, DayForm, lambda found, said, by: actions.set_day(found, said, by=by), "day")


@opens("aim", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def objective(request: HttpRequest, pk: int) -> HttpResponse:
    """One objective: put it otherwise, and write down how far it is."""
    member = reader(request)
    row = get_object_or_404(objectives_run_by(member), pk=pk)
    data = request.POST if request.method == "POST" else None
    names = ("aim", "measured", "baseline", "baseline_source", "target", "unit")
    form = AimForm(data, initial={name: getattr(row, name) for name in names})
    if data is not None and form.is_valid():
        if form.is_empty():
            form.add_error("aim", _("What is to be reached?"))
        elif _done(form, lambda: actions.set_objective(row.programme, form.said(), by=member, instead_of=row)):
            messages.success(request, _("Changed."))
            return to("programmes:objective", row.pk)
    return _objective(request, row, form, AmountForm(initial={"on": now().date()}))


@opens("aim", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def amounts(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how far it is."""
    member = reader(request)
    row = get_object_or_404(objectives_run_by(member), pk=pk)
    if request.method != "POST":
        return to("programmes:objective", row.pk)
    form = AmountForm(request.POST)
    if form.is_valid() and _done(form, lambda: actions.note_amount(row, by=member, **form.cleaned_data)):
        messages.success(request, _("Noted."))
        return to("programmes:objective", row.pk)
    names = ("aim", "measured", "baseline", "baseline_source", "target", "unit")
    return _objective(request, row, AimForm(initial={name: getattr(row, name) for name in names}), form)


@opens("aim", "change")
@require_POST
def objective_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away."""
    row = get_object_or_404(objectives_run_by(reader(request)), pk=pk)
    try:
        actions.remove_objective(row, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    return to("programmes:objectives", row.programme_id)


@opens("milestone", "change")
@require_POST
def day_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a day off."""
    row = get_object_or_404(days_run_by(reader(request)), pk=pk)
    try:
        actions.remove_day(row, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    return to("programmes:timetable", row.programme_id)


def _objective(request: HttpRequest, row: Any, form: Form, note: Form) -> HttpResponse:
    noted = [(one, amount(one.value)) for one in reversed(row.amounts.all())]
    page = {
        "objective": row, "programme": row.programme, "form": form, "note": note, "noted": noted,
        "closed": hasattr(row.programme, "closing"),
    }  # fmt: skip
    return render(request, "programmes/objective.html", page, status=422 if form.errors or note.errors else 200)


def _add(request: HttpRequest, pk: int, kind: Any, verb: Any, what: str) -> HttpResponse:
    member = reader(request)
    found = get_object_or_404(programmes_run_by(member).select_related("opening", "closing"), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = kind(data)
    if data is not None and form.is_valid():
        if form.is_empty():
            form.add_error(None, _("Fill it in first."))
        elif _done(form, lambda: verb(found, form.said(), member)):
            messages.success(request, _("Added."))
            return to("programmes:objectives" if what == "aim" else "programmes:timetable", found.pk)
    page = page_of(member, pk) | {"form": form}
    name = "programmes/objectives.html" if what == "aim" else "programmes/timetable.html"
    return render(request, name, page, status=422 if form.errors else 200)


def _done(form: Any, verb: Any) -> bool:
    """Do it, or say in the form why not."""
    try:
        verb()
    except ValidationError as refused:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for field, errors in by_field.items():
            form.add_error(field if field in form.fields else None, errors)
        return False
    return True
