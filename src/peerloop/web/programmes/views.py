"""The list, a programme's page, and what whoever it is for does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.notices.queries import spreading
from peerloop.people.access import opens, reader
from peerloop.programmes import actions
from peerloop.programmes.queries import (
    invited_at_least,
    listed,
    obstacle_of,
    one,
    participants_seen_by,
    programmes_seen_by,
    published,
)
from peerloop.programmes.rules import may_set_up
from peerloop.web.programmes.forms import ObstacleForm
from peerloop.web.programmes.panels import on_programme
from peerloop.web.programmes.shown import STATES, aims_of, formats_of, milestones_of, named

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member

WHICH = ("open", "yours", "past", "drafts")
A_PAGE, PEOPLE = 30, 60
LARGEST = 2**63 - 1


@opens("programme", "see")
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Programmes, the open ones unless ``?which=`` says otherwise."""
    member, which = reader(request), request.GET.get("which", "open")
    which = which if which in WHICH else "open"
    page = page_number(request)
    found = listed(member, which, at_most=A_PAGE + 1, beyond=(page - 1) * A_PAGE)  # type: ignore[arg-type]
    rows = [(shown, STATES[shown.state]) for shown in found[:A_PAGE]]
    context = {
        "which": which, "programmes": rows, "page": page, "more": len(found) > A_PAGE, "may_make": may_set_up(member),
    }  # fmt: skip
    return render(request, "programmes/programmes.html", context)


@opens("programme", "see")
@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """One programme: why, where to, when, and what can be done."""
    member = reader(request)
    context = page_of(member, pk)
    return render(request, "programmes/programme.html", context | {
        "panels": on_programme.shown(request, context["programme"], member),
    })  # fmt: skip


@opens("programme", "see")
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part, as far as the reader may know."""
    member = reader(request)
    context, page = page_of(member, pk), page_number(request)
    there = participants_seen_by(member, context["programme"])
    found = list(there[(page - 1) * PEOPLE : page * PEOPLE + 1])
    context |= {"people": found[:PEOPLE], "page": page, "more": len(found) > PEOPLE}
    return render(request, "programmes/people.html", context)


@opens("programme", "join")
@require_POST
def participants_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave."""
    return act(request, pk, actions.leave_programme, _("You no longer take part. Nobody is told."))


@opens("programme", "join")
@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Not be asked again."""
    return act(request, pk, actions.decline_programme, _("You are not asked again. You can still join here."))


@opens("programme", "join")
@require_POST
def obstacle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what stands in one's way."""
    form = ObstacleForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose what it is."))
        found = get_object_or_404(programmes_seen_by(reader(request)), pk=pk)
        return to("programmes:programme", found.pk)
    kind = form.cleaned_data["kind"]
    done = _("Thank you. Only how many say so is counted, and only where at least five do.")
    return act(request, pk, lambda found, by: actions.name_obstacle(found, kind, by=by), done)


@opens("programme", "join")
@require_POST
def obstacle_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing stands in one's way any more."""
    return act(request, pk, lambda found, by: actions.name_obstacle(found, "", by=by), _("Taken back."))


def page_of(member: Member, pk: int) -> dict[str, Any]:
    """Return what the page of a programme shows; raises ``Http404`` for one that the reader does not see."""
    shown = one(member, pk) if pk <= LARGEST else None
    if shown is None:
        raise Http404
    found = shown.programme
    seen = named(member, found.owner, found.sponsor)
    told = published(found)
    open_now = shown.state in {"planned", "running"}
    call = found.call_outs.order_by("-at").first() if shown.runs else None
    return {
        "shown": shown,
        "programme": found,
        "state": STATES[shown.state],
        "owner": seen.get(found.owner_id or 0),
        "sponsor": seen.get(found.sponsor_id or 0),
        "teams": [team.name for team in found.teams.order_by("key")],
        "aims": aims_of(found),
        "formats": formats_of(found),
        "milestones": milestones_of(found),
        "told": told.get("participants", 0),
        "sees_people": shown.runs or (shown.joined and open_now),
        "may_say": open_now and (shown.joined or shown.aimed),
        "obstacle": _said(obstacle_of(member, found)) if open_now else "",
        "obstacles": ObstacleForm(),
        "percent": _percent(spreading(found)) if shown.runs else None,
        "call": call,
        "asked": invited_at_least(call) if call else 0,
    }


def act(request: HttpRequest, pk: int, verb: Any, done: str, *, back: str = "programmes:programme") -> HttpResponse:
    """Do one thing about a programme that the reader sees, say so, and show its page again."""
    member = reader(request)
    found = get_object_or_404(programmes_seen_by(member), pk=pk)
    try:
        verb(found, by=member)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, done)
    return to(back, found.pk)


def to(name: str, *args: int) -> HttpResponseRedirect:
    """Send the reader on to a page."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)


def page_number(request: HttpRequest) -> int:
    """Return which page of a list is asked for."""
    number = request.GET.get("page", "1")
    return min(max(int(number), 1), 10_000) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _percent(under_way: tuple[int, int] | None) -> int | None:
    """Return how much of it is done; never of how many, which would say how many have joined."""
    return None if under_way is None else under_way[0] * 100 // max(under_way[1], 1)


def _said(kind: str) -> str:
    return str(dict(ObstacleForm.base_fields["kind"].choices).get(kind, ""))  # type: ignore[attr-defined]
