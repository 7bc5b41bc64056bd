"""Two with the same question: the host asks, each answers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.officehours import actions
from peerloop.officehours.queries import joints_seen_by, queue_of
from peerloop.people.access import opens, reader
from peerloop.web.officehours.forms import AnswerForm, TogetherForm
from peerloop.web.officehours.hosting import chosen, found, page
from peerloop.web.series.making import REFUSED, say
from peerloop.web.sessions.answers import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNCLEAR = 400


@opens("joint", "answer")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no to coming in together."""
    member = reader(request)
    joint = get_object_or_404(joints_seen_by(member), pk=pk)
    form = AnswerForm(request.POST)
    mine = joint.one_id if joint.one.member_id == member.pk else joint.two_id
    if not form.is_valid():
        return render(request, "400.html", status=UNCLEAR)
    try:
        both = actions.answer_together(joint, by=member, yes=form.cleaned_data["say"])
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        if both:
            messages.success(request, _("You come in together."))
        elif form.cleaned_data["say"]:
            messages.success(request, _("Good. If the other says yes, too, you come in together."))
        else:
            messages.success(request, _("You come in alone. Nobody is told that you were asked."))
    return onward("officehours:visit", mine)


@opens("office-hour", "host")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask two who wait."""
    hour = found(request, pk)
    session = chosen(hour, request.POST.get("session", ""))
    if session is None:
        return onward("officehours:queue", pk)
    form = TogetherForm(request.POST, waiting=queue_of(session).waiting)
    if not form.is_valid():
        return page(request, hour, session, form, status=REFUSED)
    try:
        visits = [form.cleaned_data["one"], form.cleaned_data["two"]]
        actions.ask_together(hour, session, visits, by=reader(request))
    except ValidationError as refused:
        say(form, refused)
        return page(request, hour, session, form, status=REFUSED)
    messages.success(request, _("If both agree, they come in together. Neither learns the other’s answer."))
    return onward("officehours:queue", pk)
