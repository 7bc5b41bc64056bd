"""Who teaches it chooses the hour when most can come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.proposals.actions import schedule_proposal
from peerloop.proposals.queries import hours_for, proposals_seen_by
from peerloop.proposals.rules import about_so_many
from peerloop.web.proposals.forms import LengthForm, PlanForm
from peerloop.web.proposals.views import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member

SOONEST, SPAN = timedelta(days=2), timedelta(days=21)


@opens("proposal", "plan")
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """The hours, most first; a POST takes one. Only for who has volunteered."""
    member = reader(request)
    page = page_of(member, pk)
    if not page["shown"].teaching:
        raise Http404
    if page["shown"].session:
        return HttpResponseRedirect(reverse("sessions:session", args=[page["shown"].session.pk]), status=303)
    if request.method == "POST":
        form = PlanForm(request.POST)
        if form.is_valid() and (answer := _plan(request, member, pk, form)):
            return answer
        return render(request, "proposals/session.html", page | _hours(member, page, form), status=422)
    length = LengthForm(request.GET if "minutes" in request.GET else {"minutes": "60"})
    minutes = length.cleaned_data["minutes"] if length.is_valid() else 60
    return render(
        request, "proposals/session.html", page | _hours(member, page, PlanForm(initial={"minutes": minutes}))
    )


def _hours(member: Member, page: dict[str, Any], form: PlanForm) -> dict[str, Any]:
    said = form.cleaned_data.get("minutes") if form.is_bound else form.initial["minutes"]
    after = now() + SOONEST
    found = hours_for(page["proposal"], member, minutes=said or 60, after=after, until=after + SPAN)
    return {"form": form, "hours": [(hour, about_so_many(count)) for hour, count in found]}


def _plan(request: HttpRequest, member: Member, pk: int, form: PlanForm) -> HttpResponse | None:
    said = dict(form.cleaned_data)
    local = said.pop("starts_at").astimezone(ZoneInfo(member.time_zone))
    found = get_object_or_404(proposals_seen_by(member), pk=pk)
    try:
        made = schedule_proposal(found, by=member, local_date=local.date(), local_time=local.time(), **said)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        form.add_error(None, [*refused.messages])
        return None
    words = ngettext("Booked. One person is invited.", "Booked. %(count)s people are invited.", made.asked)
    messages.success(request, words % {"count": made.asked})
    if made.full:
        told = ngettext(
            "One more wants it and has no time left for learning in that week; they hear that it takes place.",
            "%(count)s more want it and have no time left for learning in that week; they hear that it takes place.",
            made.full,
        )
        messages.info(request, told % {"count": made.full})
    return HttpResponseRedirect(reverse("sessions:session", args=[made.session.pk]), status=303)
