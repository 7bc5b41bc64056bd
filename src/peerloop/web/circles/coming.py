"""Join, leave, answer an invitation, ask at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.circles import actions
from peerloop.circles.queries import (
    askings_of,
    behind_the_door,
    circles_seen_by,
    facilitators_of,
    invitations_to,
    may_ask_from,
)
from peerloop.circles.rules import LEADING
from peerloop.people.access import opens, reader
from peerloop.people.queries import seen_by
from peerloop.web.circles.forms import AskForm
from peerloop.web.circles.shown import REFUSED, act, onward, within
from peerloop.web.sessions.views.announce import by_field

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@opens("open-circle", "join")
@require_POST
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place."""
    member = reader(request)
    there = get_object_or_404(circles_seen_by(member), pk=pk)
    done = _("You are in. Say hello in the thread, and look at when you meet.")
    return act(request, lambda: actions.join_circle(there, by=member), done, to="circles:circle", args=[pk])


@opens("circle", "take-part")
@require_POST
def membership_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave."""
    member, there = reader(request), within(request, pk).circle
    done = _("You have left the circle “%(title)s”.") % {"title": there.title}
    return act(request, lambda: actions.leave_circle(there, by=member), done, to="circles:circles", args=[])


@opens("circle-invitation", "answer")
@require_POST
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no."""
    member = reader(request)
    there = get_object_or_404(circles_seen_by(member).filter(invitations__member=member), pk=pk)
    if request.POST.get("answer") == "no":
        done = _("Declined. Nobody is told why.")
        return act(request, lambda: actions.decline_invitation(there, by=member), done, to="circles:circles", args=[])
    return act(request, lambda: _accept(request, there, member), "", to="circles:circle", args=[pk])


def _accept(request: HttpRequest, there: Circle, member: Member) -> None:
    """Say yes, and say what one is in the circle now."""
    to_facilitate = invitations_to(member).filter(circle=there, to_facilitate=True).exists()
    mine = actions.accept_invitation(there, by=member)
    if mine.part in LEADING:
        messages.success(request, _("You facilitate this circle now. Say hello, and plan the next meeting."))
    elif to_facilitate:
        words = _(
            "Since you were asked something has changed, and you cannot facilitate it. You are in it all the same."
        )
        messages.warning(request, words)
    else:
        messages.success(request, _("You are in. Say hello in the thread, and look at when you meet."))


@opens("circle-door", "ask")
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, door: UUID) -> HttpResponse:
    """What a private circle is about, for whoever was given its address; a POST asks to be let in."""
    member = reader(request)
    there = behind_the_door(member, door)
    if there is None:
        raise Http404
    if circles_seen_by(member).filter(pk=there.pk).exists():
        return onward("circles:circle", there.pk)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_join(door, by=member, text=form.cleaned_data["text"])
        except ValidationError as refused:
            by_field(form, refused)
        except PermissionDenied as error:
            raise Http404 from error
        else:
            messages.success(request, _("Asked. You hear of it as soon as somebody answers."))
            return onward("circles:door", door)
    leading = seen_by(member).filter(pk__in=facilitators_of(there).values("pk"))
    asked = askings_of(member).filter(circle=there).first()
    context = {"circle": there, "form": form, "asked": asked, "again": may_ask_from(member, there)}
    context["facilitators"] = leading
    return render(request, "circles/door.html", context, status=REFUSED if form.errors else 200)


@opens("circle-asking", "withdraw")
@require_POST
def asking_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    member = reader(request)
    asking = get_object_or_404(askings_of(member).select_related("circle"), pk=pk)
    there = asking.circle.door
    return act(
        request, lambda: actions.take_asking_back(asking, by=member), _("Taken back."), to="circles:door", args=[there]
    )
