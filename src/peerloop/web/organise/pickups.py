"""Files that come in by themselves: where from, how often, and how the last looks ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.intake.actions import ask_fetch, remove_pickup, save_pickup
from peerloop.intake.queries.pickups import being_fetched, fetches_seen_by, latest_fetches, pickups_seen_by
from peerloop.people.access import opens, reader
from peerloop.web.organise.pickup_forms import PickupForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.intake.models import Pickup
    from peerloop.people.models import Member

LOOKS_SHOWN = 20
FIRST = {"kind": "address", "every": "day"}


@opens("pickup", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def pickups(request: HttpRequest) -> HttpResponse:
    """Every place that files are fetched from, and one more."""
    member = reader(request)
    form = PickupForm(request.POST) if request.method == "POST" else PickupForm(initial=FIRST)
    if request.method == "POST" and (made := _saved(form, None, member)):
        messages.success(request, _("It is set up. Look now whether it works, or wait for the first time."))
        return HttpResponseRedirect(reverse("organise:pickup", args=[made.pk]), status=303)
    latest, now = latest_fetches(), being_fetched()
    shown = [(one, latest.get(one.pk), one.pk in now) for one in pickups_seen_by(member)]
    page = {"form": form, "pickups": shown}
    return render(request, "organise/pickups.html", page, status=422 if form.errors else 200)


@opens("pickup", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def pickup(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: how its looks ended; change it."""
    member = reader(request)
    shown = get_object_or_404(pickups_seen_by(member), pk=pk)
    stands = {"kind": shown.kind, "where": shown.where, "every": shown.every, "complete": shown.complete}
    form = PickupForm(request.POST) if request.method == "POST" else PickupForm(initial=stands)
    if request.method == "POST" and _saved(form, shown, member):
        messages.success(request, _("It is saved, and comes in as yours from now on."))
        return HttpResponseRedirect(reverse("organise:pickup", args=[shown.pk]), status=303)
    page = {
        "pickup": shown,
        "form": form,
        "mine": shown.by_id == member.pk,
        "under_way": shown.pk in being_fetched(),
        "looks": fetches_seen_by(member).filter(pickup=shown)[:LOOKS_SHOWN],
    }
    return render(request, "organise/pickup.html", page, status=422 if form.errors else 200)


@opens("pickup", "change")
@require_POST
def fetching(request: HttpRequest, pk: int) -> HttpResponse:
    """Look now."""
    member = reader(request)
    shown = get_object_or_404(pickups_seen_by(member), pk=pk)
    ask_fetch(shown, by=member)
    return HttpResponseRedirect(reverse("organise:pickup", args=[shown.pk]), status=303)


@opens("pickup", "change")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch from there no more."""
    member = reader(request)
    remove_pickup(get_object_or_404(pickups_seen_by(member), pk=pk), by=member)
    messages.success(request, _("Nothing is fetched from there any more; what came in stays."))
    return HttpResponseRedirect(reverse("organise:pickups"), status=303)


def _saved(form: PickupForm, pickup: Pickup | None, by: Member) -> Pickup | None:
    """Save what the form says; what is wrong with it stands at its fields."""
    if not form.is_valid():
        return None
    given: dict[str, Any] = form.given()
    try:
        return save_pickup(pickup, by=by, **given)
    except ValidationError as refused:
        if hasattr(refused, "error_dict"):
            for name, errors in refused.error_dict.items():
                form.add_error(name if name in form.fields else None, errors)
        else:
            form.add_error(None, refused)
        return None
