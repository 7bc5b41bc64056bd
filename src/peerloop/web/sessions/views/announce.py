"""The sessions to come, announcing one, and changing what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.schedule.actions import announce_session, change_session
from peerloop.schedule.listing import to_join
from peerloop.schedule.rules import StaleSequence
from peerloop.web.sessions.answers import onward
from peerloop.web.sessions.finding import find_led
from peerloop.web.sessions.forms import ALL_KINDS, AnnounceForm, ParticularsForm
from peerloop.web.sessions.rows import rows

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.schedule.models import Session

REFUSED, OVERTAKEN = 422, 409
A_PAGE = 30


@opens("gathering", "see")
@require_safe
def show_sessions(request: HttpRequest) -> HttpResponse:
    """List what is to come and can be joined, of one kind with ``?kind=``."""
    kinds = {str(code): name for code, name in ALL_KINDS}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    page = Paginator(to_join(reader(request), now(), kind=kind), A_PAGE).get_page(request.GET.get("page"))
    context = {"sessions": page, "rows": rows(page), "kinds": kinds.items(), "kind": kind}
    return render(request, "sessions/sessions.html", context)


@opens("gathering", "announce")
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest) -> HttpResponse:
    """Announce a session."""
    member = reader(request)
    if request.method != "POST":
        return _announcing(request, AnnounceForm(by=member, initial=_chosen(request)))
    form = AnnounceForm(request.POST, by=member)
    if not form.is_valid():
        return _announcing(request, form, status=REFUSED)
    try:
        session = announce_session(by=member, zone=member.time_zone, **form.cleaned_data)
    except ValidationError as refused:
        by_field(form, refused)
        return _announcing(request, form, status=REFUSED)
    except PermissionDenied:  # the form's number is somebody else's
        return onward("sessions:announce")
    messages.success(request, _("Announced. It stands among the sessions now, and in your calendar."))
    return onward("sessions:session", session.pk)


@opens("gathering", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def change_particulars(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, what it is about, places and where."""
    member = reader(request)
    session = find_led(member, pk)
    if request.method != "POST":
        names = ("title", "about", "way", "place", "link", "capacity", "sequence")
        form = ParticularsForm(initial={name: getattr(session, name) for name in names})
        return _changing(request, session, form)
    form = ParticularsForm(request.POST)
    if not form.is_valid():
        return _changing(request, session, form, status=REFUSED)
    try:
        change_session(session, by=member, **form.cleaned_data)
    except StaleSequence:
        stands = find_led(member, pk)
        again = ParticularsForm(request.POST.dict() | {"sequence": str(stands.sequence)})
        again.full_clean()
        return _changing(request, stands, again, status=OVERTAKEN, overtaken=True)
    except ValidationError as refused:
        by_field(form, refused)
        return _changing(request, find_led(member, pk), form, status=REFUSED)
    messages.success(request, _("Changed. Those who take part are told where it matters to them."))
    return onward("sessions:session", pk)


def by_field(form: Any, refused: ValidationError) -> None:
    """Put what an action refused beside its field, as far as the form has it."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for field, errors in refused.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """Return what the address proposes: another room leads here with a title, a skill or a kind."""
    return {name: request.GET[name][:120] for name in ("title", "skill", "kind") if name in request.GET}


def _announcing(request: HttpRequest, form: AnnounceForm, *, status: int = 200) -> HttpResponse:
    return render(request, "sessions/announce.html", {"form": form}, status=status)


def _changing(
    request: HttpRequest, session: Session, form: ParticularsForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    return render(request, "sessions/change.html", {"form": form, "session": session, **more}, status=status)
