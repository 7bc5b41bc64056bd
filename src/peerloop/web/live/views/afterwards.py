"""What stays of a session: notes, links and files, and what it was worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.kit.clock import now
from peerloop.live.actions import agree_to_share, attach_file, attach_link, keep_notes, remove_material, say_opinion
from peerloop.live.queries import apart, material_seen_by, notes_of, opinion_for, opinion_of
from peerloop.live.rules import Overtaken, closes_at, is_asked, signed
from peerloop.people.access import opens, reader
from peerloop.web.live.asked import OVERTAKEN, REFUSED, lived, onward, unnamed
from peerloop.web.live.forms import LinkForm, NotesForm, OpinionForm
from peerloop.web.sessions.shown import shown
from peerloop.web.uploads import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PART = "#afterwards"
DRAFT = gettext_lazy("Kept as a draft: only the two of the interview have it, until both have said yes.")


@opens("notes", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def write_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the notes; where somebody else has written meanwhile, both texts are shown."""
    session, member = lived(request, pk), reader(request)
    notes = unnamed(notes_of(session), apart(session, member))
    stands = {"text": notes.text if notes else "", "sequence": notes.sequence if notes else 0}
    form, status, overtaken = NotesForm(initial=stands), 200, False
    if request.method == "POST":
        form, status = NotesForm(request.POST), REFUSED
        if form.is_valid():
            try:
                keep_notes(session, **form.cleaned_data, by=member)
            except Overtaken:
                # What was typed stays in the field; sent once more, it takes the place of what stands beside it.
                form = NotesForm(initial=stands | {"text": form.cleaned_data["text"]})
                status, overtaken = OVERTAKEN, True
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _("Kept. All who took part read it."))
                return onward("sessions:session", pk, PART)
    page = {"session": session, "form": form, "notes": notes, "overtaken": overtaken, **_named(session, member)}
    return render(request, "live/notes.html", page, status=status)


@takes_files
@opens("material", "attach")
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a link or a file with it."""
    session, member = lived(request, pk), reader(request)
    form = LinkForm(request.POST, request.FILES)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "title")}
        file = form.cleaned_data["file"]
        try:
            if file:
                made = attach_file(session, content=file, name=file.name, by=member, **said)
            else:
                made = attach_link(session, url=form.cleaned_data["url"], by=member, **said)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Kept with the session.") if not hasattr(made, "draft") else DRAFT)
            return onward("sessions:session", pk, PART)
    page = {"session": session, "form": form, **_named(session, member)}
    return render(request, "live/material.html", page, status=REFUSED)


@opens("material", "remove")
@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away again."""
    material = get_object_or_404(material_seen_by(reader(request)).select_related("session"), pk=pk)
    remove_material(material, by=reader(request))
    messages.success(request, _("Taken away."))
    return onward("sessions:session", material.session_id, PART)


@opens("material", "agree")
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to others having the recording of one's interview."""
    material = get_object_or_404(material_seen_by(reader(request)).select_related("session", "draft"), pk=pk)
    try:
        draft = agree_to_share(material, by=reader(request))
    except PermissionDenied as error:
        raise Http404 from error
    if draft.shared_at:
        messages.success(request, _("Both of you have said yes: all who took part have it now."))
    else:
        messages.success(request, _("Noted. It stays between you two until the other has said yes as well."))
    return onward("sessions:session", material.session_id, PART)


@opens("opinion", "give")
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in two taps what it was worth."""
    session, member = lived(request, pk), reader(request)
    if not is_asked(session, member):
        raise PermissionDenied(_("You are not asked about this session."))
    own, between = opinion_of(session, member), signed(session)
    said = {name: getattr(own, name) for name in ("worth", "text")} if own else {}
    form, status = OpinionForm(initial=said), 200
    if request.method == "POST":
        form, status = OpinionForm(request.POST), REFUSED
        if form.is_valid():
            try:
                say_opinion(session, **form.cleaned_data, by=member)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _("Thank you. You can change it until the close."))
                return onward("live:feedback", pk)
    page = {
        "session": session,
        "form": form,
        "own": own,
        "signed": between,
        "theirs": opinion_for(session, member),
        "closes_at": closes_at(session),
        "open": session.ends_at <= now() < closes_at(session),
        **_named(session, member),
    }
    return render(request, "live/feedback.html", page, status=status)


def _named(session: Any, member: Any) -> dict[str, Any]:
    return {"shown": shown(session, member, now())}
