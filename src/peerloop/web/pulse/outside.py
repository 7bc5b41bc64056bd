"""Help from outside: courses and guests for what nobody here can help with yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.people.rules import has_role
from peerloop.pulse import actions
from peerloop.pulse.queries import outside_seen_by
from peerloop.pulse.rules import ORGANISING
from peerloop.web.pulse.acting import act, go
from peerloop.web.pulse.forms.finding import OutsideForm
from peerloop.web.skills.asked import asked_skill

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AT_ONCE = 30


@opens("outside")
@require_safe
def outsides(request: HttpRequest) -> HttpResponse:
    """All that the reader may see, by skill."""
    member = reader(request)
    there = outside_seen_by(member).order_by("skill__name", "pk")
    page = {"pages": Paginator(there, AT_ONCE).get_page(request.GET.get("page")), "organises": _organises(request)}
    return render(request, "pulse/outsides.html", page)


@opens("outside", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a course or a guest; ``?skill=`` says for what."""
    skill = asked_skill(request)
    begin = {"skill": skill.name} if skill else {}
    form = OutsideForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.find_outside(by=reader(request), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return go("pulse:outside", made.pk)
    return render(request, "pulse/new_outside.html", {"form": form}, status=422 if form.errors else 200)


@opens("outside")
@require_safe
def outside(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    shown = get_object_or_404(outside_seen_by(reader(request)), pk=pk)
    return render(request, "pulse/outside.html", {"one": shown, "organises": _organises(request)})


@opens("outside", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    member = reader(request)
    shown = get_object_or_404(outside_seen_by(member), pk=pk)
    fields = ("kind", "title", "link", "about", "cost_from", "cost_to", "currency", "contact")
    data = request.POST if request.method == "POST" else None
    form = OutsideForm(data, fixed=True, initial={name: getattr(shown, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_outside(shown, by=member, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return go("pulse:outside", pk)
    page = {"form": form, "one": shown}
    return render(request, "pulse/new_outside.html", page, status=422 if form.errors else 200)


@opens("outside", "make")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove it."""
    shown = get_object_or_404(outside_seen_by(reader(request)), pk=pk)
    return act(request, actions.remove_outside, shown, reader(request), _("Removed."), "pulse:outsides")


def _organises(request: HttpRequest) -> bool:
    return has_role(reader(request), *ORGANISING)
