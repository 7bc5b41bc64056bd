"""An organiser sets a survey up, opens it, closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people.access import opens, reader
from peerloop.pulse import actions
from peerloop.pulse.queries import surveys_run_by
from peerloop.pulse.rules import state
from peerloop.web.pulse.acting import act, go
from peerloop.web.pulse.forms.building import SurveyForm, begun

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FIELDS = {"kind": "who", "signed": "who", "closes_at": "closes_on"}


@opens("survey", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Set one up; as the form comes it can be saved at once."""
    member = reader(request)
    given = request.GET.get("programme", "")
    begin = {"programme": int(given)} if given.isascii() and given.isdigit() and len(given) < 16 else {}
    form = SurveyForm(request.POST if request.method == "POST" else None, reader=member, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.set_up_survey(by=member, uid=form.cleaned_data["uid"], **form.said())
        except ValidationError as refused:
            _at_fields(form, refused)
        else:
            return go("pulse:survey", made.pk)
    return render(request, "pulse/build.html", {"form": form}, status=422 if form.errors else 200)


@opens("survey", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    member = reader(request)
    survey = get_object_or_404(surveys_run_by(member), pk=pk)
    if state(survey) != "draft":
        messages.warning(request, _("This survey is open. What people are answering does not change any more."))
        return go("pulse:survey", pk)
    data = request.POST if request.method == "POST" else None
    form = SurveyForm(data, reader=member, initial=begun(survey, member.time_zone))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_survey(survey, by=member, **form.said())
        except ValidationError as refused:
            _at_fields(form, refused)
        else:
            return go("pulse:survey", pk)
    page = {"form": form, "survey": survey}
    return render(request, "pulse/build.html", page, status=422 if form.errors else 200)


@opens("survey", "make")
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it: all whom it is for are asked."""
    survey = get_object_or_404(surveys_run_by(reader(request)), pk=pk)
    done = _("It is open. All whom it is for are asked, within their two gentle words a week.")
    return act(request, actions.open_survey, survey, reader(request), done, "pulse:survey", pk)


@opens("survey", "make")
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it now."""
    survey = get_object_or_404(surveys_run_by(reader(request)), pk=pk)
    return act(request, actions.close_survey, survey, reader(request), _("Closed."), "pulse:survey", pk)


@opens("survey", "make")
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw it: nothing is told."""
    survey = get_object_or_404(surveys_run_by(reader(request)), pk=pk)
    done = _("Withdrawn. What was answered is deleted.")
    return act(request, actions.withdraw_survey, survey, reader(request), done, "pulse:survey", pk)


@opens("survey", "make")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    survey = get_object_or_404(surveys_run_by(reader(request)), pk=pk)
    to = ("pulse:surveys",) if state(survey) == "draft" else ("pulse:survey", pk)
    return act(request, actions.remove_survey, survey, reader(request), _("Removed."), *to)


def _at_fields(form: SurveyForm, refused: ValidationError) -> None:
    for field, words in refused.message_dict.items():
        form.add_error(FIELDS.get(field, field), words)
