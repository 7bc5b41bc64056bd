"""The interview kit, and the yes of who is interviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.library.actions import agree, answer_interview, ask_another, ask_for_interview, set_questions
from peerloop.library.actions import take_consent_back as take_back
from peerloop.library.queries.seen import interviews_seen_by, resources_with
from peerloop.people.access import opens, reader
from peerloop.web.colleagues import NamesColleague
from peerloop.web.library.asked import LARGEST, SEE_OTHER, WRONG, a_number, a_skill, act, address, note, own, waiting
from peerloop.web.library.forms import InterviewForm, QuestionsForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.library.models import Interview


@opens("resource", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask a colleague for an interview."""
    member, refused, status = reader(request), None, 200
    form = InterviewForm(request.POST if request.method == "POST" else None, reader=member)
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            said = form.cleaned_data
            try:
                with transaction.atomic():
                    skill = a_skill(said["skill"], member)
                    guest = said["colleague"]
                    made = ask_for_interview(by=member, guest=guest, title=said["title"], skill=skill, uid=said["uid"])
            except ValidationError as wrong:
                refused, status = _renamed(wrong), 0
                status = note(form, refused)
            else:
                messages.success(request, _("Asked. Choose your questions while you wait."))
                return HttpResponseRedirect(reverse("library:interview", args=[made.pk]), status=SEE_OTHER)
    return waiting(render(request, "library/new_interview.html", {"form": form}, status=status), refused)


@opens("recorded-interview", "see")
@require_safe
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions, and where it stands."""
    return _page(request, _seen(request, pk))


@opens("recorded-interview", "lead")
@require_POST
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose and word the questions."""
    found = _led(request, pk)
    form = QuestionsForm(request.POST)
    if form.is_valid():
        try:
            set_questions(found, by=reader(request), **form.cleaned_data)
        except ValidationError as refused:
            note(form, refused)
        else:
            messages.success(request, _("Kept. Who is interviewed reads them too."))
            return HttpResponseRedirect(reverse("library:interview", args=[found.pk]), status=SEE_OTHER)
    return _page(request, found, status=WRONG, form=form)


@opens("recorded-interview", "lead")
@require_POST
def guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody else."""
    found, member = _led(request, pk), reader(request)
    form, status, refused = NamesColleague(request.POST, reader=member), WRONG, None
    if form.is_valid():
        try:
            ask_another(found, form.cleaned_data["colleague"], by=member)
        except ValidationError as wrong:
            refused, status = wrong, note(form, _renamed(wrong))
        else:
            messages.success(request, _("Asked."))
            return HttpResponseRedirect(reverse("library:interview", args=[found.pk]), status=SEE_OTHER)
    return waiting(_page(request, found, status=status, guest_form=form), refused)


@opens("recorded-interview", "answer")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no."""
    found, yes = _seen(request, pk), request.POST.get("yes") == "yes"
    to = reverse("library:interview", args=[found.pk])
    done = _("Wonderful. Nothing is published before you have agreed to it.") if yes else _("That is fine.")
    return act(request, lambda: answer_interview(found, by=reader(request), yes=yes), done, to)


@opens("resource", "agree")
@require_POST
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree that it is published."""
    found = get_object_or_404(resources_with(reader(request)), pk=min(pk, LARGEST))
    done = _("Thank you. You can take it back at any time.")
    number = a_number(request, "number") or None
    return act(request, lambda: agree(found, by=reader(request), number=number), done, address(pk))


@opens("resource", "agree")
@require_POST
def consent_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree no longer."""
    found = get_object_or_404(resources_with(reader(request)), pk=min(pk, LARGEST))
    done = _("Taken back. Only those who have a part in it see it now.")
    return act(request, lambda: take_back(found, by=reader(request)), done, address(pk))


def _seen(request: HttpRequest, pk: int) -> Interview:
    there = interviews_seen_by(reader(request)).select_related("resource__by", "guest", "answer")
    return get_object_or_404(there, pk=min(pk, LARGEST))


def _led(request: HttpRequest, pk: int) -> Interview:
    found = _seen(request, pk)
    own(request, found.resource_id)
    return found


def _page(request: HttpRequest, found: Interview, *, status: int = 200, **forms: Any) -> HttpResponse:
    member = reader(request)
    latest = found.resource.versions.order_by("number").last()
    if latest is None:
        raise Http404
    context = {
        "interview": found,
        "latest": latest,
        "answered": hasattr(found, "answer"),
        "asked": found.guest_id == member.pk,
        "form": QuestionsForm(initial={"questions": found.questions}),
        "guest_form": NamesColleague(reader=member),
        **forms,
    }
    return render(request, "library/interview.html", context, status=status)


def _renamed(refused: ValidationError) -> ValidationError:
    """Say at the field of the form what the action says of the guest."""
    if not hasattr(refused, "error_dict") or "guest" not in refused.message_dict:
        return refused
    return ValidationError({"colleague": refused.message_dict["guest"]})
