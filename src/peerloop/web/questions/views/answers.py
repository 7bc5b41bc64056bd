"""Answers: give one, change it, and what one click says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.discussion.rules import LooksSecret
from peerloop.files.actions import bring_file, keep_file, or_take_away
from peerloop.people.access import opens, reader
from peerloop.questions import actions
from peerloop.questions.queries import answers_open_to, may_verify
from peerloop.questions.rules import Overtaken
from peerloop.web.questions.forms import AnswerForm, ChangeForm, RemarkForm, VerifyForm
from peerloop.web.questions.found import (
    OVERTAKEN,
    REFUSED,
    SEE_OTHER,
    do,
    found,
    found_answer,
    found_remark,
    refused,
    show,
    to_question,
    with_wait,
)
from peerloop.web.questions.links import with_link
from peerloop.web.uploads import takes_files

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from peerloop.questions.models import Answer


@takes_files
@opens("answer", "give")
@require_POST
def answers(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Answer, with a file or without."""
    one, member, form = found(request, uid), reader(request), AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, uid, form=form, status=REFUSED)
    said = dict(form.cleaned_data)
    given = said.pop("file")
    try:
        said["text"] = with_link(said["text"], to=said.pop("resource"), reader=member)
        brought = [bring_file(given, name=given.name, by=member)] if given else []
        with or_take_away(*brought), transaction.atomic():
            files = [keep_file(each) for each in brought]
            made = actions.answer(one, by=member, files=files, **said)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as wrong:
        status = refused(form, wrong)
        return with_wait(show(request, uid, form=form, status=status), wrong)
    messages.success(request, _("Thank you! Who asked is told."))
    return to_question(uid, f"#answer-{made.pk}")


@opens("remark", "make")
@require_POST
def remarks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say something about the question or an answer."""
    one, form = found(request, uid), RemarkForm(request.POST)
    if not form.is_valid():
        return show(request, uid, remark=_kept(request, form, form.errors.get("text", [])), status=REFUSED)
    pk, member = form.cleaned_data["on"], reader(request)
    on = get_object_or_404(answers_open_to(member), pk=pk, question=one) if pk else None
    words = {"text": form.cleaned_data["text"], "anyway": form.cleaned_data["anyway"]}
    try:
        actions.remark(one, by=member, on=on, **words)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as wrong:
        status = refused(form, wrong)
        kept = _kept(request, form, wrong.messages, secret=isinstance(wrong, LooksSecret))
        return with_wait(show(request, uid, remark=kept, status=status), wrong)
    return to_question(uid, f"#answer-{on.pk}" if on else "#remarks")


@opens("answer", "see")
@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to where the answer stands."""
    one = found_answer(request, pk)
    return HttpResponseRedirect(f"{reverse('questions:question', args=[one.question.uid])}#answer-{pk}")


@opens("answer", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one's answer otherwise; where it was changed meanwhile both are shown."""
    one = _own(request, pk)
    if request.method != "POST":
        start = {"text": one.text, "another_view": one.another_view, "source": one.source, "sequence": one.sequence}
        return _write(request, one, ChangeForm(initial=start))
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _write(request, one, form, status=REFUSED)
    try:
        actions.change_answer(one, by=reader(request), **form.cleaned_data)
    except Overtaken as told:
        again = ChangeForm(initial=form.cleaned_data | {"sequence": told.stands.sequence})
        return _write(request, one, again, theirs=told.stands, status=OVERTAKEN)
    except ValidationError as wrong:
        return with_wait(_write(request, one, form, status=refused(form, wrong)), wrong)
    return to_question(one.question.uid, f"#answer-{pk}")


@opens("answer", "change")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's answer back."""
    one = _own(request, pk)
    act = lambda: actions.take_answer_back(one, by=reader(request))  # noqa: E731
    return do(request, act, then=to_question(one.question.uid), said=_("Taken back. Its words are gone."))


@opens("answer", "accept")
@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take this answer."""
    one = found_answer(request, pk)
    said = _("It shows at the next quarter-hour.") if one.question.pseudonym else _("Good! Its author is told.")
    return _click(request, one, "accept", said)


@opens("answer", "accept")
@require_POST
def acceptance_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it no longer."""
    return _click(request, found_answer(request, pk), "accept_no_longer", _("The question is open again."))


@opens("answer", "verify")
@require_POST
def verification(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has checked it, and when one looks again."""
    one, form = found_answer(request, pk), VerifyForm(request.POST)
    try:
        if not form.is_valid():
            if not may_verify(one, reader(request)):
                raise Http404
            return show(request, one.question.uid, verify=form, verifying=pk, status=REFUSED)
        actions.verify(one, by=reader(request), **form.cleaned_data)
    except PermissionDenied as error:
        raise Http404 from error
    except Overtaken:
        form.add_error("look_again_on", _("It was changed while you read it. This is how it reads now."))
        return show(request, one.question.uid, verify=form, verifying=pk, status=OVERTAKEN)
    except ValidationError as wrong:
        status = refused(form, wrong)
        return show(request, one.question.uid, verify=form, verifying=pk, status=status)
    messages.success(request, _("Noted. You are asked again on that day."))
    return to_question(one.question.uid, f"#answer-{pk}")


@opens("answer", "verify")
@require_POST
def verification_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it holds no longer."""
    return _click(request, found_answer(request, pk), "verify_no_longer", _("Taken back."))


@opens("answer", "help")
@require_POST
def help_said(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it helped."""
    return _click(request, found_answer(request, pk), "say_helped")


@opens("answer", "help")
@require_POST
def help_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    return _click(request, found_answer(request, pk), "say_not_helped")


@opens("answer", "help")
@require_POST
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank its author."""
    return _click(request, found_answer(request, pk), "thank_for", _("They can read your thanks now."))


@opens("answer", "help")
@require_POST
def thanks_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    return _click(request, found_answer(request, pk), "thank_no_longer", _("Taken back. Nobody reads it any more."))


@opens("answer", "help")
@require_POST
def loop(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a loop from it."""
    one = found_answer(request, pk)
    try:
        begun = actions.begin_from(one, by=reader(request))
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused_:
        messages.warning(request, " ".join(refused_.messages))
        return to_question(one.question.uid)
    return HttpResponseRedirect(reverse("loops:loop", args=[begun.pk]), status=SEE_OTHER)


@opens("remark", "remove")
@require_POST
def remark_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's remark back."""
    one = found_remark(request, pk)
    act = lambda: actions.take_remark_back(one, by=reader(request))  # noqa: E731
    return do(request, act, then=to_question(one.question.uid), said=_("Taken back."))


def _own(request: HttpRequest, pk: int) -> Answer:
    one = found_answer(request, pk)
    if one.by_id != reader(request).pk:
        raise Http404
    return one


def _click(request: HttpRequest, one: Answer, verb: str, said: str = "") -> HttpResponse:
    member = reader(request)
    act = lambda: getattr(actions, verb)(one, by=member)  # noqa: E731
    return do(request, act, then=to_question(one.question.uid, f"#answer-{one.pk}"), said=said)


def _kept(request: HttpRequest, form: RemarkForm, wrong: Any, *, secret: bool = False) -> dict[str, Any]:
    on = form.cleaned_data.get("on")
    return {"on": on or 0, "text": request.POST.get("text", ""), "wrong": list(wrong), "secret": secret}


def _write(
    request: HttpRequest, one: Answer, form: ChangeForm, *, theirs: Any = None, status: int = 200
) -> HttpResponse:
    context = {"answer": one, "question": one.question, "form": form, "theirs": theirs}
    return render(request, "questions/answer.html", context, status=status)
