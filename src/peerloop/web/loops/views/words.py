"""One's own words, put otherwise for some time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from peerloop.loops.actions import reword, reword_observation
from peerloop.loops.queries import askings_seen_by, loops_seen_by, read_all
from peerloop.loops.rules import LEARNERS, as_learner, as_teacher
from peerloop.people.access import opens, reader
from peerloop.web.loops.forms import WordsForm
from peerloop.web.skills.asked import posted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


@opens("loop", "turn")
@require_http_methods(["GET", "HEAD", "POST"])
def learners_words(request: HttpRequest, pk: int, row: str) -> HttpResponse:
    """The learner's words in a step of theirs."""
    as_learner(get_object_or_404(loops_seen_by(reader(request)), pk=pk), reader(request))
    if row not in LEARNERS:
        raise Http404
    return _change(request, pk, row)


@opens("loop", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_words(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of the one who taught."""
    as_teacher(get_object_or_404(loops_seen_by(reader(request)), pk=pk), reader(request))
    return _change(request, pk, "feedback")


@opens("asking", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def observation_words(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of who saw it."""
    member = reader(request)
    asked = get_object_or_404(askings_seen_by(member).select_related("loop__skill", "observation"), pk=pk)
    back = reverse("loops:asking", args=[pk])
    if not hasattr(asked, "observation"):
        return HttpResponseRedirect(back, status=303)
    said = asked.observation.text
    return _form(
        request, said, asked.loop.skill.name, back, lambda text: reword_observation(asked, by=member, text=text)
    )


def _change(request: HttpRequest, pk: int, row: str) -> HttpResponse:
    member, back = reader(request), reverse("loops:loop", args=[pk])
    [reading] = read_all(loops_seen_by(member).filter(pk=pk), member)
    if row not in reading.rewordable:
        return HttpResponseRedirect(back, status=303)
    loop = loops_seen_by(member).get(pk=pk)
    said = getattr(reading, row).text
    return _form(request, said, reading.skill.name, back, lambda text: reword(loop, by=member, row=row, text=text))


def _form(request: HttpRequest, said: str, skill: str, back: str, change: Callable[[str], object]) -> HttpResponse:
    form = WordsForm(posted(request), initial={"text": said})
    if request.method == "POST" and form.is_valid():
        try:
            change(form.cleaned_data["text"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return HttpResponseRedirect(back, status=303)
    context = {"form": form, "skill": skill, "back": back}
    return render(request, "loops/words.html", context, status=422 if form.errors else 200)
