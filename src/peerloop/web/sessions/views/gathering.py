"""The page of a session that colleagues join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from peerloop.kit.clock import now
from peerloop.people.access import reader
from peerloop.people.queries import seen_by
from peerloop.schedule.listing import answers, standing_of
from peerloop.schedule.rules import coming, is_full, leaders, leads, takes_part
from peerloop.web.sessions.forms import CancelForm
from peerloop.web.sessions.panels import on_session
from peerloop.web.sessions.shown import shown

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def gathering_page(
    request: HttpRequest, session: Session, *, cancel_form: CancelForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """Show the page as the reader may see it, with the form that wants another look."""
    member = reader(request)
    there, leading = takes_part(session, member), leads(session, member)
    seen = shown(session, member, now())
    people, standing = coming(session), standing_of(session, member)
    context = {
        "shown": seen,
        "session": session,
        "standing": standing,
        "there": there,
        "hoped": there or standing.waits or standing.asked,
        "leading": leading,
        "leaders": leaders(session),
        "coming": _seen_of(people, member) if there and seen.state == "booked" else None,
        "taken": len(people),
        "left": None if session.capacity is None else max(session.capacity - len(people), 0),
        "full": is_full(session),
        "answers": answers(session) if leading else None,
        "cancel_form": cancel_form or CancelForm(),
        "panels": on_session.shown(request, session, member),
    }
    return render(request, "sessions/gathering.html", context | more, status=status)


def _seen_of(people: list[Member], reader: Member) -> list[Member]:
    """Leave out whom a block keeps from the reader's sight, and the reader from theirs."""
    seen = set(seen_by(reader).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    return [one for one in people if one.pk in seen]
