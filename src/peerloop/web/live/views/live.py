"""The live view, and the turns of its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.live import actions
from peerloop.live.rules import Overtaken, as_leader
from peerloop.loops.queries import loops_seen_by, read_all
from peerloop.matchmaking.queries import pairings_seen_by
from peerloop.people.access import opens, reader
from peerloop.web.live.asked import OVERTAKEN, REFUSED, lived, onward
from peerloop.web.live.forms import CodeForm, QuestionForm
from peerloop.web.live.shown import live

if TYPE_CHECKING:
    from django.http import HttpRequest

    from peerloop.schedule.models import Session

TURNS = {
    "next": actions.next_step,
    "back": actions.step_back,
    "more": actions.more_time,
    "pause": actions.pause,
    "resume": actions.resume,
    "end": actions.finish,
    "round": actions.another_round,
}


@opens("live", "see")
@require_safe
def show_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where the session is; who asks again with what they have seen is told what is new (204: nothing)."""
    return page(request, lived(request, pk))


@opens("live", "lead")
@require_POST
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin, go on, go back, give two more minutes, pause, end, or go round again; of two at once one does."""
    session, member = lived(request, pk), reader(request)
    as_leader(session, member)
    do, seen = request.POST.get("do", ""), request.POST.get("sequence", "")
    try:
        if do == "start":
            actions.start(session, by=member)
        elif do in TURNS and seen.isdecimal():
            TURNS[do](session, by=member, sequence=int(seen[:9]))
    except Overtaken as refused:
        return page(request, session, told=refused.messages[0], status=OVERTAKEN)
    except ValidationError as refused:
        return page(request, session, told=refused.messages[0], status=REFUSED)
    return onward("live:live", pk)


def page(
    request: HttpRequest, session: Session, *, told: str = "", code_form: CodeForm | None = None, status: int = 200
) -> HttpResponse:
    """Show the live view, with what could not be done."""
    member = reader(request)
    found = live(session, member, now())
    if status == 200 and request.GET.get("seen") == found.seen:
        return HttpResponse(status=204)
    pairing = pairings_seen_by(member).filter(meetings__session=session).select_related("request").first()
    loop = None
    if pairing and pairing.loop_id:
        loop = next(iter(read_all(loops_seen_by(member).filter(pk=pairing.loop_id), member)), None)
    need = pairing.request.need_id if pairing and pairing.request and pairing.learner_id == member.pk else None
    context = {
        "live": found,
        "session": session,
        "told": told,
        "loop": loop,
        "need": need,
        "code_form": code_form or CodeForm(initial={"code": request.GET.get("code", "")[:12]}),
        "question_form": QuestionForm(),
        "all": _("all"),
    }
    return render(request, "live/live.html", context, status=status)
