"""Something impromptu: what about, whom, when; one button sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.schedule.actions import call_together
from peerloop.schedule.actions.call_together import WeekFull
from peerloop.schedule.listing import led_by
from peerloop.web.sessions.answers import onward
from peerloop.web.sessions.impromptu import MINUTES, ImpromptuForm, Ready, ready
from peerloop.web.sessions.views.announce import by_field

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

REFUSED = 422
MOST = 30


@opens("gathering", "announce")
@require_http_methods(["GET", "HEAD", "POST"])
def impromptu(request: HttpRequest) -> HttpResponse:
    """Show what stands ready; send it with a POST, unless somebody is not free then after all."""
    member = reader(request)
    if request.method != "POST":
        ticked = _ticked(request.GET) if "members" in request.GET or "title" in request.GET else None
        stands = ready(member, ticked, now())
        return _show(request, ImpromptuForm(initial={"title": request.GET.get("title", "")[:120]}), stands)
    form = ImpromptuForm(request.POST)
    stands = ready(member, _ticked(request.POST), now())
    if not form.is_valid():
        return _show(request, form, stands, status=REFUSED)
    sent = led_by(member).filter(uid=form.cleaned_data["uid"]).first()
    if sent is not None:  # the button was pressed twice
        return onward("sessions:session", sent.pk)
    at = form.cleaned_data["at"]
    whom = [one for one in stands.people if one.pk in stands.ticked]
    if whom and at not in stands.hours:
        words = _("With these people another hour is the next one. Have a look, and send it once more.")
        form.add_error(None, words if stands.hours else _("There is no hour soon at which all of you are free."))
        return _show(request, form, stands, status=REFUSED)
    said = {name: form.cleaned_data[name] for name in ("title", "place", "link", "uid")}
    try:
        session = call_together(
            whom, by=member, starts_at=at or now(), minutes=MINUTES, anyway="anyway" in request.POST, **said
        )
    except WeekFull as full:
        form.add_error(None, full)
        return _show(request, form, stands, status=REFUSED, full=True)
    except ValidationError as refused:
        by_field(form, refused)
        return _show(request, form, stands, status=REFUSED)
    except PermissionDenied:  # the form's number is somebody else's
        return onward("sessions:impromptu")
    messages.success(request, _("Sent. You are told as soon as somebody answers on this page."))
    return onward("sessions:session", session.pk)


def _ticked(said: QueryDict) -> list[int]:
    ids = said.getlist("members")[:MOST]
    return [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19]


def _show(request: HttpRequest, form: ImpromptuForm, stands: Ready, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "ready": stands, "minutes": MINUTES, **more}
    return render(request, "sessions/impromptu.html", context, status=status)
