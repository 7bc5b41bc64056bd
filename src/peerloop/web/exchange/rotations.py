"""Weeks in another team: three yeses, the plan, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.exchange import actions, queries
from peerloop.exchange.rules import is_open, parts_of, wanted
from peerloop.people.access import opens, reader
from peerloop.web.exchange.answers import REFUSED, done, onward
from peerloop.web.exchange.forms import WeekForm

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from peerloop.exchange.models import Rotation


@opens("rotation", "see")
@require_safe
def rotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands; for the two also the plan."""
    return _page(request, _found(request, pk))


@opens("rotation", "answer")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes, as host or as manager."""
    found = _asked(request, pk)
    words = _("You have said yes. It begins as soon as all have.")
    return done(request, lambda: actions.agree(found, by=reader(request)), words, onward("rotation", found.pk))


@opens("rotation", "answer")
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say not this time."""
    found = _asked(request, pk)
    words = _("Answered. They are told kindly, without a reason.")
    return done(request, lambda: actions.refuse(found, by=reader(request)), words, onward("exchange"))


@opens("rotation", "withdraw")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    found = get_object_or_404(_rows(request), pk=pk, member=reader(request))
    words = _("Withdrawn.")
    return done(request, lambda: actions.withdraw_rotation(found, by=reader(request)), words, onward("exchange"))


@opens("rotation", "plan")
@require_POST
def planning(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what a week is for."""
    found, form = _planned(request, pk), WeekForm(request.POST)
    if form.is_valid():
        week, said = form.cleaned_data["week"], form.cleaned_data["text"]
        try:
            actions.plan_week(found, week=week, said=said, by=reader(request))
        except ValidationError as told:
            form.add_error(None, told)
        else:
            messages.success(request, _("Kept."))
            return onward("rotation", pk)
    return _page(request, _found(request, pk), form)


@opens("rotation", "plan")
@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """End it, early or not, without a reason."""
    found = _planned(request, pk)
    words = _("Ended. Nobody is asked for a reason, and nobody is to blame.")
    return done(request, lambda: actions.end_rotation(found, by=reader(request)), words, onward("rotation", found.pk))


def _rows(request: HttpRequest) -> QuerySet[Rotation]:
    return queries.rotations_in_full(queries.rotations_seen_by(reader(request)))


def _found(request: HttpRequest, pk: int) -> Rotation:
    return get_object_or_404(_rows(request), pk=pk)


def _asked(request: HttpRequest, pk: int) -> Rotation:
    """One that the reader is to answer, as host or as manager."""
    found = _found(request, pk)
    if not parts_of(found, reader(request)):
        raise Http404
    return found


def _planned(request: HttpRequest, pk: int) -> Rotation:
    """One whose plan is the reader's, too."""
    return get_object_or_404(queries.plans_seen_by(reader(request)).select_related("place", "member"), pk=pk)


def _page(request: HttpRequest, found: Rotation, form: WeekForm | None = None) -> HttpResponse:
    member = reader(request)
    said = {one.part for one in found.consents.all()}
    two = member.pk in {found.member_id, found.place.host_id}
    page = {
        "rotation": found,
        "place": found.place,
        "own": found.member_id == member.pk,
        "two": two,
        "open": is_open(found),
        "asks_me": is_open(found) and bool(set(parts_of(found, member)) - said),
        "said": said,
        "wanted": wanted(found),
        "running": found.pairing is not None and not hasattr(found.pairing, "ending"),
        "weeks": queries.weeks_of(found) if two and found.pairing_id else [],
        "form": form,
        "written": form.data.get("text", "") if form else "",
        "written_week": form.data.get("week", "") if form else "",
    }
    return render(request, "exchange/rotation.html", page, status=REFUSED if form else 200)
