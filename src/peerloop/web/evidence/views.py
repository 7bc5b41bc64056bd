"""What a member knows from what they did, for nobody but them; and what lacks somebody, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.evidence import actions
from peerloop.evidence.queries import gathered_of, known_to, lacking
from peerloop.people.access import opens, reader
from peerloop.skills.queries import last_close, skills_seen_by
from peerloop.web.evidence.forms import LEVELS, USUAL, CorrectionForm, YesForm
from peerloop.web.evidence.shown import cards
from peerloop.web.skills.asked import posted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from peerloop.evidence.rules import Known
    from peerloop.skills.models import Skill

A_PAGE, MOST_OFFERED, MOST_TOPICS = 12, 30, 40


@opens("knowledge", "see")
@require_safe
def knowledge(request: HttpRequest) -> HttpResponse:
    """What waits for a yes, what is offered, what is left out."""
    member = reader(request)
    found = gathered_of(member)
    wanted = {topic.skill: topic for topic in lacking(member, at_most=MOST_TOPICS)}
    page = Paginator(found.waiting, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": cards(page.object_list, wanted),
        "offered": sorted(found.offered, key=lambda one: (not one.fading, one.skill.name))[:MOST_OFFERED],
        "left_out": found.left_out[:MOST_OFFERED],
        "levels": LEVELS,
        "usual": USUAL,
    }
    return render(request, "evidence/knowledge.html", context)


@opens("knowledge", "change")
@require_POST
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes: it is offered from now on."""
    known = _known(request, pk)
    form = YesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how far you are with it."))
        return _back()
    actions.confirm(known.skill, by=reader(request), level=form.cleaned_data["level"])
    told = _("Colleagues who want to learn “%(skill)s” can find you now.")
    messages.success(request, told % {"skill": known.skill.name})
    return _back()


@opens("knowledge", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which skill it really was."""
    known = _known(request, pk)
    form = CorrectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        instead = form.cleaned_data["instead"]
        try:
            actions.correct(known.skill, by=reader(request), instead=instead)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Noted for “%(skill)s” from now on.") % {"skill": instead.name})
            return _back()
    context = {"known": known, "form": form}
    return render(request, "evidence/correction.html", context, status=422 if form.errors else 200)


@opens("knowledge", "change")
@require_POST
def correction_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """It was that skill after all."""
    return _taken_back(request, pk)


@opens("knowledge", "change")
@require_POST
def leaving_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it out."""
    return _done(
        request, actions.leave_out, _known(request, pk).skill, _("Left out. You find it at the end of this page.")
    )


@opens("knowledge", "change")
@require_POST
def leaving_out_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it in again."""
    return _taken_back(request, pk)


@opens("knowledge", "change")
@require_POST
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """It is still so."""
    return _done(request, actions.keep, _known(request, pk).skill, _("Good to know. We ask again in half a year."))


@opens("topic", "see")
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Skills that colleagues want to learn and that nobody offers."""
    context = {"topics": lacking(reader(request), at_most=MOST_TOPICS), "counted": last_close()}
    return render(request, "evidence/topics.html", context)


def _known(request: HttpRequest, pk: int) -> Known:
    """Return what the reader's own deeds say of a skill; 404 where they say nothing."""
    known = known_to(reader(request), pk)
    if known is None:
        raise Http404
    return known


def _taken_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was said of a skill; where nothing was said there is nothing to take back: 404."""
    skill = get_object_or_404(skills_seen_by(reader(request)), pk=pk)
    if not actions.bring_back(skill, by=reader(request)):
        raise Http404
    messages.success(request, _("It stands as it was noted."))
    return _back()


def _done(request: HttpRequest, act: Callable[..., None], skill: Skill, told: str) -> HttpResponse:
    try:
        act(skill, by=reader(request))
    except PermissionDenied as gone:
        raise Http404 from gone
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, told)
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("evidence:knowledge"), status=303)
