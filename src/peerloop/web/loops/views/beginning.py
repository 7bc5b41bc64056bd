"""A loop of one's own: after a session, or from the list of loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from peerloop.loops.actions import begin_loop
from peerloop.people.access import opens, reader
from peerloop.people.queries import seen_by
from peerloop.web.loops.forms import BeginForm
from peerloop.web.loops.views.loop import onward
from peerloop.web.skills.asked import LONGEST_ID, asked_name, asked_skill, posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("loop", "begin")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask what it is about and who taught it; ``?skill=ID`` (or ``?name=…``) and ``?with=ID`` say it beforehand."""
    member, skill = reader(request), asked_skill(request)
    initial = {"name": asked_name(request), "colleague": _asked_colleague(request)}
    form = BeginForm(posted(request), skill=skill, reader=member, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            loop = begin_loop(by=member, skill=form.skill_of(member), taught_by=form.cleaned_data["colleague"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return onward(loop.pk)
    return render(request, "loops/new.html", {"form": form, "skill": skill}, status=422 if form.errors else 200)


def _asked_colleague(request: HttpRequest) -> str:
    """The name of the colleague of ``?with=ID``, if the reader sees them."""
    given = request.GET.get("with", "")
    known = seen_by(reader(request)).filter(pk=int(given)) if given.isdecimal() and len(given) <= LONGEST_ID else ()
    return next((one.name for one in known), "")
