"""Colleagues who are asked to stand by a loop: naming them, and their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.loops.actions import ask_companion, say_no, say_seen, say_taught, withdraw_asking
from peerloop.loops.queries import askings_made_by, askings_seen_by, loops_seen_by
from peerloop.loops.rules import as_learner
from peerloop.people.access import opens, reader
from peerloop.web.loops.forms import CompanionForm, FeedbackForm
from peerloop.web.loops.views.loop import onward, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.loops.models import Asking


@opens("loop", "turn")
@require_POST
def witnesses(request: HttpRequest, pk: int) -> HttpResponse:
    """Name somebody who saw it applied."""
    return _name(request, pk, "saw", "witness_form")


@opens("loop", "turn")
@require_POST
def teacher(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who taught it."""
    return _name(request, pk, "taught", "teacher_form")


@opens("asking", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one is asked, and take a yes: with a word of who saw it, without one of who taught it."""
    asked = _asked(request, pk)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or (asked.part == "saw" and not form.is_valid()):
        return show(request, asked, form)
    try:
        if asked.part == "taught":
            say_taught(asked, by=reader(request))
        else:
            say_seen(asked, by=reader(request), text=form.cleaned_data["text"])
    except ValidationError as refused:
        form.add_error(None, refused)
        return show(request, asked, form)
    told = _("Thank you. You stand by this loop now, and hear when something was tried.")
    messages.success(request, told if asked.part == "taught" else _("Thank you. Only the two of you read it."))
    return _answered(pk)


@opens("asking", "answer")
@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no."""
    try:
        say_no(_asked(request, pk), by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Answered. You need not give a reason."))
    return _answered(pk)


@opens("asking", "withdraw")
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, as the learner."""
    made = get_object_or_404(askings_made_by(reader(request)).select_related("loop"), pk=pk)
    try:
        withdraw_asking(made, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Taken back."))
    return onward(made.loop_id)


def show(request: HttpRequest, asked: Asking, form: FeedbackForm) -> HttpResponse:
    """Show the page of an asking."""
    context = {"asking": asked, "loop": asked.loop, "form": form}
    return render(request, "loops/asking.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, pk: int) -> Asking:
    with_words = ("loop__learner", "loop__skill", "loop__application", "loop__release", "observation")
    return get_object_or_404(askings_seen_by(reader(request)).select_related(*with_words), pk=pk)


def _answered(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("loops:asking", args=[pk]), status=303)


def _name(request: HttpRequest, pk: int, part: str, name: str) -> HttpResponse:
    member = reader(request)
    loop = get_object_or_404(loops_seen_by(member), pk=pk)
    as_learner(loop, member)
    form = CompanionForm(request.POST, reader=member, auto_id=f"{part}_%s")
    if not form.is_valid():
        return page(request, pk, status=422, **{name: form})
    asked = form.cleaned_data["colleague"]
    try:
        ask_companion(loop, by=member, member=asked, part=part)
    except ValidationError as refused:
        form.add_error(None, refused)
        return page(request, pk, status=422, **{name: form})
    messages.success(request, _("%(name)s is asked, and may say no.") % {"name": asked.name})
    return onward(pk)
