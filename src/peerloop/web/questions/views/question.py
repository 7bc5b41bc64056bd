"""One question: its page, its words, taking it back, and having it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.questions import actions
from peerloop.questions.queries import as_it_will_read, is_asker, keeps_its_skill, perhaps_about
from peerloop.questions.rules import Overtaken
from peerloop.web.questions.forms import RewordForm
from peerloop.web.questions.found import OVERTAKEN, REFUSED, SEE_OTHER, do, found, refused, show, to_question

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from peerloop.questions.models import Question


@opens("question", "see")
@require_safe
def question(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The question with its answers."""
    return show(request, uid)


@opens("question", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put it otherwise; where it was changed meanwhile both are shown, and neither is lost."""
    one = found(request, uid)
    if not is_asker(one, reader(request)) or hasattr(one, "withdrawal"):
        raise Http404
    reads = as_it_will_read(one)
    if request.method != "POST":
        return _write(
            request, one, _reword_form(request, one, reads, initial=_words(reads) | {"sequence": reads.sequence})
        )
    form = _reword_form(request, one, reads, request.POST)
    if not form.is_valid():
        return _write(request, one, form, status=REFUSED)
    try:
        actions.reword(one, by=reader(request), **form.cleaned_data)
    except Overtaken as told:
        theirs: Any = told.stands
        mine = {name: form[name].value() for name in ("title", "text", "skill")}
        again = _reword_form(request, one, theirs, initial=mine | {"sequence": theirs.sequence})
        return _write(request, one, again, theirs=theirs, status=OVERTAKEN)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as wrong:
        return _write(request, one, form, status=refused(form, wrong))
    said = _("It reads so from the next quarter-hour on.") if one.pseudonym else _("Saved.")
    messages.success(request, said)
    return to_question(uid)


@opens("question", "change")
@require_POST
def removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take it back."""
    one, member = found(request, uid), reader(request)
    then = HttpResponseRedirect(reverse("questions:questions"), status=SEE_OTHER)
    act = lambda: actions.take_question_back(one, by=member)  # noqa: E731
    return do(request, act, then=then, said=_("Taken back. Its words are gone; who answered keeps their answer."))


@opens("question", "have")
@require_POST
def me_too(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Have it too."""
    one, member = found(request, uid), reader(request)
    act = lambda: actions.have_too(one, by=member)  # noqa: E731
    return do(request, act, then=to_question(uid), said=_("Noted. You hear of it when it is answered."))


@opens("question", "have")
@require_POST
def me_too_removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Have it no longer."""
    one, member = found(request, uid), reader(request)
    return do(request, lambda: actions.have_no_longer(one, by=member), then=to_question(uid), said=_("Taken back."))


def _words(one: Question) -> dict[str, str]:
    return {"title": one.title, "text": one.text, "skill": one.skill.name if one.skill else ""}


def _reword_form(request: HttpRequest, one: Question, reads: Question, data: Any = None, **more: Any) -> RewordForm:
    stays = one.skill if keeps_its_skill(one, reader(request)) else None
    unsure = data is None and reads.skill is None
    perhaps = perhaps_about(reader(request), reads.title, reads.text) if unsure else []
    return RewordForm(data, stays=stays, perhaps=perhaps, **more)


def _write(
    request: HttpRequest, one: Question, form: RewordForm, *, theirs: Any = None, status: int = 200
) -> HttpResponse:
    context = {"question": one, "form": form, "theirs": theirs}
    return render(request, "questions/words.html", context, status=status)
