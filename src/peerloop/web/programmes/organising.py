"""Set a programme up, open it, change it, invite to it, copy it, close it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.programmes import actions
from peerloop.programmes.queries import invited_at_least, programmes_run_by, programmes_seen_by
from peerloop.programmes.rules import Overlaps
from peerloop.programmes.templates import TEMPLATES
from peerloop.web.colleagues import NamesColleague
from peerloop.web.programmes.begun import begun, initial_of
from peerloop.web.programmes.forms import AimLines, CopyForm, DayLines, ProgrammeForm
from peerloop.web.programmes.views import act, page_of, to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


@opens("programme", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose what it is like, then say what is otherwise; all of it at once."""
    member, code = reader(request), request.GET.get("template", "")
    if request.method != "POST" and code not in TEMPLATES and code != "empty":
        return render(request, "programmes/templates.html", {"templates": TEMPLATES.values()})
    start = begun(TEMPLATES.get(code), now().date())
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, reader=member, initial=start.said)
    aims = AimLines(data, prefix="aims", initial=start.aims)
    days = DayLines(data, prefix="days", initial=start.days)
    if data is not None and all([form.is_valid(), aims.is_valid(), days.is_valid()]):
        try:
            made = actions.set_up_programme(
                by=member, objectives=aims.lines(), timetable=days.lines(), template=code if code in TEMPLATES else "",
                uid=form.cleaned_data["uid"], **form.said(),
            )  # fmt: skip
        except ValidationError as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Set up. Nobody else sees it before you open it."))
            return to("programmes:programme", made.pk)
    wrong = form.errors or (data is not None and (not aims.is_valid() or not days.is_valid()))
    page = {"form": form, "aims": aims, "days": days, "template": TEMPLATES.get(code)}
    return render(request, "programmes/new.html", page, status=422 if wrong else 200)


@opens("programme", "run")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says of itself."""
    member = reader(request)
    found = _run(member, pk)
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, reader=member, initial=initial_of(found))
    if data is not None and form.is_valid():
        try:
            actions.change_programme(found, by=member, **form.said())
        except ValidationError as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Changed."))
            return to("programmes:programme", found.pk)
    page = {"form": form, "programme": found}
    return render(request, "programmes/change.html", page, status=422 if form.errors else 200)


@opens("programme", "run")
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it; where another one is for the same people at the same time, that is said and asked about once."""
    member = reader(request)
    found = _run(member, pk)
    try:
        actions.open_programme(found, by=member, anyway=request.POST.get("anyway") == "on")
    except Overlaps as refused:
        seen = programmes_seen_by(member).filter(pk__in=[other.pk for other in refused.others])
        page = page_of(member, pk) | {"others": seen.order_by("starts_on", "pk")}
        return render(request, "programmes/overlaps.html", page, status=409)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("It is open. Invite everybody whom it is for, or let it be found."))
    return to("programmes:programme", found.pk)


@opens("programme", "run")
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it."""
    done = _("Closed. What it was stays as it was; a copy of it can begin anew.")
    return act(request, _run(reader(request), pk).pk, actions.close_programme, done)


@opens("programme", "run")
@require_POST
def call_outs(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite everybody."""
    member = reader(request)
    found = _run(member, pk)
    try:
        call = actions.invite_audience(found, by=member)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        if least := invited_at_least(call):
            words = _("At least %(count)s colleagues are invited, each as soon as there is room in their week.")
            messages.success(request, words % {"count": least})
        else:
            messages.success(request, _("Whoever has neither joined nor said no is invited."))
    return to("programmes:programme", found.pk)


@opens("programme", "run")
@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Set one up as this was."""
    member = reader(request)
    found = _run(member, pk)
    data = request.POST if request.method == "POST" else None
    form = CopyForm(data, initial={"starts_on": _a_year_later(found), "uid": uuid4()})
    if data is not None and form.is_valid():
        try:
            made = actions.copy_programme(found, by=member, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, [*refused.messages])
        except PermissionDenied as error:
            raise Http404 from error
        else:
            messages.success(request, _("Set up as that one was. Look through it, then open it."))
            return to("programmes:programme", made.pk)
    page = {"form": form, "programme": found}
    return render(request, "programmes/copy.html", page, status=422 if form.errors else 200)


@opens("programme", "run")
@require_http_methods(["GET", "HEAD", "POST"])
def organisers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who runs it; a POST names one more."""
    member = reader(request)
    found = _run(member, pk)
    data = request.POST if request.method == "POST" else None
    form = NamesColleague(data, reader=member)
    if data is not None and form.is_valid():
        try:
            actions.name_organiser(found, form.cleaned_data["colleague"], by=member)
        except ValidationError as refused:
            form.add_error("colleague", [*refused.messages])
        except PermissionDenied:
            form.add_error(None, _("Only its owner, or an organiser, can name somebody."))
        else:
            messages.success(request, _("They run it with you."))
            return to("programmes:organisers", found.pk)
    page = page_of(member, pk) | {
        "form": form, "organisers": found.organisers.select_related("member").order_by("member__name_key", "pk"),
    }  # fmt: skip
    return render(request, "programmes/organisers.html", page, status=422 if form.errors else 200)


@opens("programme", "run")
@require_POST
def organisers_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody run it no longer."""
    member = reader(request)
    found = _run(member, pk)
    number = request.POST.get("member", "")
    known = number.isascii() and number.isdigit() and len(number) < 19
    row = found.organisers.filter(member=int(number)).select_related("member").first() if known else None
    if row is not None:
        try:
            actions.release_organiser(found, row.member, by=member)
        except PermissionDenied:
            messages.warning(request, _("Only its owner, or an organiser, can do that."))
        except ValidationError as refused:
            messages.warning(request, refused.messages[0])
    if programmes_run_by(member).filter(pk=found.pk).exists():
        return to("programmes:organisers", found.pk)
    return to("programmes:programmes")


@opens("programme", "make")
@require_POST
def owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Become its owner."""
    return act(request, pk, actions.take_over, _("You own it now."))


def _run(member: Member, pk: int) -> Programme:
    return get_object_or_404(programmes_run_by(member).select_related("opening", "closing"), pk=pk)


def _refuse(form: ProgrammeForm, refused: ValidationError) -> None:
    """Say what is wrong by its field, and what has none above the form."""
    for field, errors in (refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}).items():
        form.add_error(field if field in form.fields else None, errors)


def _a_year_later(programme: Programme) -> Any:
    """Return the same weekday fifty-two weeks on, from today on where that is past."""
    from datetime import timedelta

    later = programme.starts_on + timedelta(weeks=52)
    while later < now().date():
        later += timedelta(weeks=52)
    return later
