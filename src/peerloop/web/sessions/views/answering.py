"""Coming, waiting, leaving: answers given on the page, and by the links that mail carries.

A GET of a link only tells what would happen, so that a mail scanner answers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.kit.clock import now
from peerloop.kit.text import listed
from peerloop.kit.tokens import BadToken
from peerloop.people.access import opens, reader
from peerloop.schedule import actions, links
from peerloop.schedule.actions.answer import ANSWERS
from peerloop.schedule.listing import standing_of
from peerloop.schedule.rules import Full, StaleSequence, is_full, leaders, takes_part
from peerloop.web.sessions.answers import onward
from peerloop.web.sessions.finding import find_to_join
from peerloop.web.sessions.shown import shown
from peerloop.web.sessions.views.gathering import gathering_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FORBIDDEN, MISSING, OVERTAKEN, GONE, REFUSED = 403, 404, 409, 410, 422


@opens("gathering", "join")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answer that a button on the page gives."""
    member = reader(request)
    session = find_to_join(member, pk)
    said = request.POST.get("said", "yes")
    if said not in ANSWERS:
        raise Http404
    try:
        actions.answer(session, said, by=member, sequence=_sequence(request, session.sequence))
    except StaleSequence:
        return gathering_page(request, find_to_join(member, pk), status=OVERTAKEN, overtaken=True)
    except Full:
        return gathering_page(request, find_to_join(member, pk), status=REFUSED, filled=True)
    except PermissionDenied:
        messages.warning(request, _("You do not take part in it."))
        return onward("sessions:session", pk)
    except ValidationError as refused:
        return gathering_page(request, find_to_join(member, pk), status=REFUSED, refused=refused.messages)
    messages.success(request, _told(said, waits=standing_of(session, member).waits > 0))
    return onward("sessions:session", pk) if _still_seen(member, pk) else onward("sessions:sessions")


def _still_seen(member: object, pk: int) -> bool:
    try:
        find_to_join(member, pk)  # type: ignore[arg-type]
    except Http404:
        return False
    return True


def _told(said: str, *, waits: bool) -> str:
    if said in ("yes", "waiting"):
        return (
            _("You are on the waiting list. As soon as a place is free you come in, and are told by mail.")
            if waits
            else _("You take part. The invitation for your calendar is on its way.")
        )
    return _("Your place is kept.") if said == "suits" else _("Answered. Your hour is free.")


@opens("session-link", "redeem")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Tell what the link would answer, and answer it once somebody presses the button."""
    try:
        opened = links.opened(token)
    except BadToken:
        return _show(request, {"state": "bad"}, MISSING)
    if links.is_for_somebody_else(opened, request.user):
        return _show(request, {"state": "foreign"}, FORBIDDEN)
    with timezone.override(ZoneInfo(opened.member.time_zone)):
        return _redeem(request, opened, token) if request.method == "POST" else _tell(request, opened)


def _tell(request: HttpRequest, opened: links.Link, *, status: int = 200, **more: object) -> HttpResponse:
    session, member = opened.session, opened.member
    seen = shown(session, member, now())
    if seen.state != "booked":
        return _show(request, {"state": "over", "link": opened, "shown": seen}, GONE)
    said, standing = opened.answer, standing_of(session, member)
    full = is_full(session) and not standing.to_lead
    if said == "yes" and full and not takes_part(session, member):
        said = "waiting"
    context = {
        "state": said,
        "link": opened,
        "shown": seen,
        "led": listed([one.name for one in leaders(session)]),
        "there": takes_part(session, member),
        "standing": standing,
        "full": full,
        **more,
    }
    return _show(request, context, status)


def _redeem(request: HttpRequest, opened: links.Link, token: str) -> HttpResponse:
    said = request.POST.get("said", opened.answer)
    if said not in ANSWERS:
        return _tell(request, opened, status=REFUSED)
    sequence = _sequence(request, opened.session.sequence)
    try:
        actions.answer(opened.session, said, by=opened.member, sequence=sequence)
    except StaleSequence:
        return _tell(request, links.opened(token), status=OVERTAKEN, overtaken=True)
    except (ValidationError, PermissionDenied) as refused:
        words = refused.messages if isinstance(refused, ValidationError) else [_("You do not take part in it.")]
        return _tell(request, links.opened(token), status=REFUSED, refused=words)
    waits = standing_of(opened.session, opened.member).waits > 0
    return _show(request, {"state": "done", "link": opened, "words": _told(said, waits=waits)}, 200)


def _sequence(request: HttpRequest, stands: int) -> int:
    """Return the version that the button was shown with; a button without one answers what stands."""
    said = request.POST.get("sequence", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else stands


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "sessions/link.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
