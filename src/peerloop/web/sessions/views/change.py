"""Moving, placing and cancelling a session."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.schedule.actions import cancel_session, leave_session, move_session, place_session
from peerloop.schedule.rules import StaleSequence, is_joined, may_change
from peerloop.web.sessions.answers import onward
from peerloop.web.sessions.finding import find
from peerloop.web.sessions.forms import CancelForm, MoveForm, PlaceForm
from peerloop.web.sessions.offers import offered
from peerloop.web.sessions.shown import shown
from peerloop.web.sessions.views.session import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

REFUSED, OVERTAKEN = 422, 409


@opens("session", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose another time, by one's own clock."""
    session = find(reader(request), pk)
    if not _can_change(request, session):
        return onward("sessions:session", pk)
    if request.method != "POST":
        return _moving(
            request,
            session,
            MoveForm(initial=_as_it_stands(session, reader(request)) | _chosen(request), by=reader(request)),
        )
    form = MoveForm(request.POST, by=reader(request))
    if not form.is_valid():
        return _moving(request, session, form, status=REFUSED)
    said = {name: form.cleaned_data[name] for name in ("local_date", "local_time", "word", "sequence")}
    try:
        move_session(session, by=reader(request), zone=reader(request).time_zone, **said)
    except StaleSequence:
        return _moving_anew(request, pk, form)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _moving(request, session, form, status=REFUSED)
    if is_joined(session):
        messages.success(request, _("Moved. All who take part are told, and asked whether the new time suits them."))
        return onward("sessions:session", pk)
    words = ngettext(
        "Moved. %(name)s is told, and both calendars follow.",
        "Moved. %(name)s are told, and all calendars follow.",
        _others(request, session),
    )
    messages.success(request, words % _to_whom(request, session))
    return onward("sessions:session", pk)


@opens("session", "change")
@require_POST
def say_where(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where they meet."""
    session = find(reader(request), pk)
    if not _can_change(request, session):
        return onward("sessions:session", pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return page(request, session, place_form=form, status=REFUSED)
    try:
        place_session(session, by=reader(request), **form.cleaned_data)
    except ValidationError as refused:
        stands = find(reader(request), pk)
        form = PlaceForm(request.POST.dict() | {"sequence": str(stands.sequence)})
        form.add_error(None, refused)
        return page(request, stands, place_form=form, status=_status(refused))
    messages.success(request, _("All who take part see now where you meet."))
    return onward("sessions:session", pk)


@opens("session", "change")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel, with a word or without."""
    session = find(reader(request), pk)
    if hasattr(session, "cancellation") or not _can_change(request, session):
        return onward("sessions:session", pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return page(request, session, cancel_form=form, status=REFUSED)
    try:
        cancel_session(session, by=reader(request), word=form.cleaned_data["word"])
    except ValidationError as refused:
        form.add_error(None, refused)
        return page(request, find(reader(request), pk), cancel_form=form, status=REFUSED)
    if is_joined(session):
        messages.success(request, _("Cancelled. All who were to come are told."))
        return onward("sessions:session", pk)
    words = ngettext(
        "Cancelled. %(name)s is told, and the hour is free again.",
        "Cancelled. %(name)s are told, and the hour is free again.",
        _others(request, session),
    )
    messages.success(request, words % _to_whom(request, session))
    return onward("sessions:session", pk)


@opens("session", "change")
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part no longer; where three were to meet, two still do."""
    session = find(reader(request), pk)
    if not _is_to_come(request, session):
        return onward("sessions:session", pk)
    words = ngettext(
        "Your hour is free again. %(name)s is told.",
        "Your hour is free again. %(name)s are told.",
        _others(request, session),
    )
    told = words % _to_whom(request, session)
    try:
        leave_session(session, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return onward("sessions:session", pk)
    messages.success(request, told)
    return onward("sessions:calendar")


def _others(request: HttpRequest, session: Session) -> int:
    """How many others take part."""
    return len(shown(session, reader(request), now()).others)


def _to_whom(request: HttpRequest, session: Session) -> dict[str, str]:
    """Name the one who hears of it."""
    return {"name": shown(session, reader(request), now()).first_names or _("The other")}


def _status(refused: ValidationError) -> int:
    return OVERTAKEN if isinstance(refused, StaleSequence) else REFUSED


def _can_change(request: HttpRequest, session: Session) -> bool:
    """Whether the session is booked and to come, and the reader's to change; else say why not."""
    if not may_change(session, reader(request)):
        messages.warning(request, _("Only those who lead it can move or cancel it."))
        return False
    return _is_to_come(request, session)


def _is_to_come(request: HttpRequest, session: Session) -> bool:
    state = shown(session, reader(request), now()).state
    words = {
        "asked": _("This hour is only asked for, and not booked yet."),
        "cancelled": _("This session is cancelled."),
        "over": _("This session is over."),
    }
    if state in words:
        messages.warning(request, words[state])
    return state == "booked"


def _as_it_stands(session: Session, reader: Member) -> dict[str, Any]:
    there = session.starts_at.astimezone(ZoneInfo(reader.time_zone))
    return {
        "local_date": there.date(),
        "local_time": there.time(),
        "sequence": session.sequence,
        "seen_at": session.starts_at.isoformat(),
    }


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """Return the day and time that the address proposes, by the reader's clock."""
    try:
        moment = parse_datetime(request.GET.get("at", ""))
    except ValueError:
        moment = None
    return {"local_date": moment.date(), "local_time": moment.time()} if moment else {}


def _moving(request: HttpRequest, session: Session, form: MoveForm, *, status: int = 200, **more: Any) -> HttpResponse:
    seen = shown(session, reader(request), now())
    free = [] if is_joined(session) else offered(seen, reader(request), now())
    hours = [hour.astimezone(ZoneInfo(reader(request).time_zone)) for hour in free]
    context = {"shown": seen, "session": session, "form": form, "hours": hours, "joined": is_joined(session), **more}
    return render(request, "sessions/move.html", context, status=status)


def _moving_anew(request: HttpRequest, pk: int, form: MoveForm) -> HttpResponse:
    """Show both versions and keep what was typed; sending it again moves what stands now."""
    session = find(reader(request), pk)
    seen_at = form.cleaned_data["seen_at"]
    stands = {"sequence": str(session.sequence), "seen_at": session.starts_at.isoformat()}
    again = MoveForm(request.POST.dict() | stands, by=reader(request))
    again.full_clean()
    said = form.cleaned_data
    wanted = datetime.combine(said["local_date"], said["local_time"])
    return _moving(request, session, again, status=OVERTAKEN, overtaken=True, seen_at=seen_at, wanted=wanted)
