"""The list, a circle, starting and changing one, and the report that is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peerloop.circles.actions import change_circle, start_circle
from peerloop.circles.queries import (
    askings_answered_by,
    closing_report,
    counted,
    invitations_to,
    left_out_of,
    listed,
    one,
    reports_seen_by,
    these,
    word_of,
)
from peerloop.circles.words import why_left_out
from peerloop.people.access import opens, reader
from peerloop.web.circles.forms import CircleForm, WordForm
from peerloop.web.circles.shown import LARGEST, REFUSED, about, found, led, onward, page
from peerloop.web.sessions.views.announce import by_field
from peerloop.web.skills.asked import asked_skill

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

WHICH = ("open", "mine", "past")
A_PAGE = 30


@opens("circle", "see")
@require_safe
def circles(request: HttpRequest) -> HttpResponse:
    """One's own circles, or where there are none those to join; ``?which=`` and ``?skill=`` say otherwise."""
    member = reader(request)
    mine = counted(member)
    which = request.GET.get("which", "")
    which = which if which in WHICH else "mine" if mine and "skill" not in request.GET else "open"
    number = request.GET.get("page", "1")
    at = min(max(int(number), 1), 10_000) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    skill = asked_skill(request)
    rows = listed(member, which, at_most=A_PAGE + 1, beyond=(at - 1) * A_PAGE, skill=skill.pk if skill else None)  # type: ignore[arg-type]
    first = at == 1
    invited = list(invitations_to(member)) if first else []
    seen = these(member, [each.circle_id for each in invited])
    left, zone = (left_out_of(member)[:3] if first else ()), get_current_timezone()
    context = {
        "which": which, "rows": rows[:A_PAGE], "page": at, "more": len(rows) > A_PAGE, "mine": mine, "skill": skill,
        "invited": [seen[each.circle_id] for each in invited if each.circle_id in seen],
        "askings": list(askings_answered_by(member)) if first else [],
        "left_out": [(row, why_left_out(row, zone)) for row in left],
    }  # fmt: skip
    return render(request, "circles/circles.html", context)


@opens("circle", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Start one."""
    member = reader(request)
    form = CircleForm(request.POST if request.method == "POST" else None, by=member, initial=_begun(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = start_circle(by=member, **form.cleaned_data)
        except ValidationError as refused:
            by_field(form, refused)
        except PermissionDenied:  # the form's number is somebody else's
            return onward("circles:new")
        else:
            messages.success(request, _("Started. Invite somebody, or set a first goal."))
            return onward("circles:circle", made.pk)
    status = REFUSED if form.errors else 200
    return render(request, "circles/new.html", {"form": form}, status=status)


@opens("circle", "see")
@require_safe
def circle(request: HttpRequest, pk: int) -> HttpResponse:
    """One circle: what it is, and for those in it what goes on there."""
    return page(request, found(request, pk))


@opens("circle", "lead")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say otherwise what it is and who can come in."""
    shown = led(request, pk)
    stands = shown.circle
    names = ("title", "goal", "openness", "most", "format")
    first: dict[str, Any] = {name: getattr(stands, name) for name in names}
    first["skill"] = stands.skill.name if stands.skill else ""
    form = CircleForm(request.POST if request.method == "POST" else None, by=reader(request), initial=first)
    form.fields.pop("programme", None)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "uid"}
        try:
            change_circle(stands, by=reader(request), **said)
        except ValidationError as refused:
            by_field(form, refused)
        else:
            messages.success(request, _("Changed."))
            return onward("circles:circle", pk)
    context = about(shown) | {"form": form}
    return render(request, "circles/change.html", context, status=REFUSED if form.errors else 200)


@opens("circle-report", "see")
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it: for those who were in it as soon as it is closed, for others once it is published."""
    if pk > LARGEST:
        raise Http404
    return report_page(request, pk)


def report_page(request: HttpRequest, pk: int, *, form: WordForm | None = None, status: int = 200) -> HttpResponse:
    """Show the report, with the form for one's own word."""
    member = reader(request)
    shown = one(member, pk)
    if shown is None or not shown.closed:
        stands = get_object_or_404(reports_seen_by(member).select_related("circle__closing"), circle=pk).circle
        context: dict[str, Any] = {"circle": stands}
    else:
        stands = shown.circle
        mine = word_of(stands, member)
        said = {"text": mine.text, "consent": mine.consent} if mine else {}
        context = {"circle": stands, "shown": shown, "mine": mine, "form": form or WordForm(initial=said)}
    return render(request, "circles/report.html", context | {"told": closing_report(stands, member)}, status=status)


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Return what the address says already: ``?skill=`` by its id or ``?name=``."""
    skill = asked_skill(request)
    begun = {"skill": skill.name, "title": skill.name} if skill else {}
    return begun | {"programme": request.GET.get("programme", "")}
