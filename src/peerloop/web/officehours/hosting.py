"""The host's view of the queue: next, done, not here, pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.officehours import actions
from peerloop.officehours.queries import hours_led_by, listed, queue_of, sittings_of
from peerloop.officehours.rules import is_open
from peerloop.people.access import opens, reader
from peerloop.web.officehours.forms import DateForm, TogetherForm
from peerloop.web.sessions.answers import onward

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from peerloop.officehours.models import OfficeHour
    from peerloop.schedule.models import Session


@opens("office-hour", "host")
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in, who waits with what; the page looks again by itself."""
    hour = found(request, pk)
    session = chosen(hour, request.GET.get("date", ""))
    if session is None:
        messages.info(request, _("No date is to come."))
        return onward("officehours:hour", pk)
    return page(request, hour, session)


@opens("office-hour", "host")
@require_POST
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the next one; who was in is done, or was not here."""

    def called(hour: OfficeHour, session: Session, form: DateForm) -> None:
        said = {"seen": form.cleaned_data["seen"] or 0, "absent": form.cleaned_data["absent"]}
        queue = actions.call_next(hour, session, by=reader(request), **said)
        if not queue.current:
            messages.info(request, _("Nobody waits now."))

    return _do(request, pk, called)


@opens("office-hour", "host")
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in is done, and nobody is called yet."""

    def finished(hour: OfficeHour, session: Session, form: DateForm) -> None:
        actions.finish(hour, session, by=reader(request), seen=form.cleaned_data["seen"] or 0)

    return _do(request, pk, finished)


@opens("office-hour", "host")
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, or go on (``paused``: whether it stands still now)."""

    def paused(hour: OfficeHour, session: Session, form: DateForm) -> None:
        deed = actions.resume if form.cleaned_data["paused"] else actions.pause
        deed(hour, session, by=reader(request))

    return _do(request, pk, paused)


def found(request: HttpRequest, pk: int) -> OfficeHour:
    """Return the office hour if it is the reader's own."""
    return get_object_or_404(hours_led_by(reader(request)), pk=pk)


def chosen(hour: OfficeHour, said: str) -> Session | None:
    """Return the date that is meant, else the one that is now or next."""
    dates = sittings_of(hour)
    return next((one for one in dates if str(one.pk) == said), dates[0] if dates else None)


def page(
    request: HttpRequest, hour: OfficeHour, session: Session, form: TogetherForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Show the queue, perhaps with a form that was refused."""
    queue = queue_of(session)
    [row] = listed([hour])
    together = form or TogetherForm(waiting=queue.waiting, initial={"session": session.pk})
    alone = sum(len(turn.visits) == 1 for turn in queue.waiting)
    context = {
        "hour": hour,
        "row": row,
        "session": session,
        "queue": queue,
        "open": is_open(session, now=now()),
        "dates": sittings_of(hour),
        "together": together if alone > 1 else None,
    }
    return render(request, "officehours/queue.html", context, status=status)


def _do(request: HttpRequest, pk: int, deed: Callable[[OfficeHour, Session, DateForm], None]) -> HttpResponse:
    hour = found(request, pk)
    form = DateForm(request.POST)
    session = chosen(hour, request.POST.get("session", ""))
    if form.is_valid() and session is not None:
        try:
            deed(hour, session, form)
        except ValidationError as refused:
            messages.warning(request, refused.messages[0])
    return onward("officehours:queue", pk)
