"""Asking somebody for an hour: the suggested one, or another that both have free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.matchmaking import actions
from peerloop.matchmaking.hours import LEAD, MINUTES, shared_hours
from peerloop.matchmaking.queries import teachers_for
from peerloop.matchmaking.rules import AlreadyAsked, HourTaken, NotPossible
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import AskForm
from peerloop.web.matchmaking.shown import by_day, iso
from peerloop.web.matchmaking.views.suggestions import own_need

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.skills.models import Need

WEEKS = 2


@opens("suggestion", "see")
@require_safe
def hours(request: HttpRequest, pk: int, teacher: int) -> HttpResponse:
    """Show the coming hours that the reader and a teacher share."""
    need = own_need(reader(request), pk)
    whom = get_object_or_404(teachers_for(need), pk=teacher)
    return _hours_page(request, need, whom, AskForm(initial={"teacher": whom.pk}))


@opens("suggestion", "ask")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask; where the hour or the place has gone meanwhile, say so and show what is left."""
    need = own_need(reader(request), pk)
    form = AskForm(request.POST)
    whom = get_object_or_404(teachers_for(need), pk=_number(request.POST.get("teacher", "")))
    if not form.is_valid():
        return _hours_page(request, need, whom, form, status=REFUSED)
    said = {name: form.cleaned_data[name] for name in ("starts_at", "text", "then_next")}
    try:
        asked = actions.ask(need, teacher=whom, by=reader(request), **said)
    except AlreadyAsked as told:
        messages.info(request, told.messages[0])
        return onward("matchmaking:request", told.request.pk)
    except NotPossible as told:
        form.add_error(None, told)
        instead = told.instead if isinstance(told, HourTaken) else None
        return _hours_page(request, need, whom, form, instead=instead, status=REFUSED)
    words = _("Asked. The hour is kept free for you both until %(name)s answers.")
    messages.success(request, words % {"name": whom.name})
    return onward("matchmaking:request", asked.pk)


def _hours_page(
    request: HttpRequest,
    need: Need,
    whom: Member,
    form: AskForm,
    *,
    instead: datetime | None = None,
    status: int = 200,
) -> HttpResponse:
    has_place = whom.places > 0  # type: ignore[attr-defined]
    shared = shared_hours(need.member, [whom], after=now() + LEAD, weeks=WEEKS)[0] if has_place else []
    best = instead or (shared[0] if shared else None)
    context = {
        "need": need,
        "teacher": whom,
        "form": form,
        "days": by_day([*shared, *([instead] if instead and instead not in shared else [])], need.member.time_zone),
        "chosen": iso(best) if best else "",
        "instead": instead,
        "has_place": has_place,
        "minutes": MINUTES,
    }
    return render(request, "matchmaking/hours.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
