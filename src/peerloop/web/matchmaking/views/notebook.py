"""The notebook that only the two read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.matchmaking import actions
from peerloop.matchmaking.pairing_words import title
from peerloop.matchmaking.queries import notes_seen_by
from peerloop.matchmaking.rules import NoteChanged, NotPossible, is_running
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import NoteForm
from peerloop.web.matchmaking.shown import sides
from peerloop.web.matchmaking.views.pairings import found

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Note, Pairing

CONFLICT = 409
A_PAGE = 10


@opens("notebook", "see")
@require_http_methods(["GET", "HEAD", "POST"])
def notebook(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it, and begin a note."""
    pairing = found(request, pk)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.write_note(pairing, text=form.cleaned_data["text"], by=reader(request))
            return onward("matchmaking:notebook", pk)
        except NotPossible as told:
            form.add_error(None, told)
    written = notes_seen_by(reader(request)).filter(pairing=pairing)
    context = {
        **_of(request, pairing),
        "notes": Paginator(written, A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "running": is_running(pairing),
    }
    return render(request, "matchmaking/notebook.html", context, status=REFUSED if form.errors else 200)


@opens("note", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a note; where the other has changed it meanwhile, show both texts and save neither over the other."""
    one = _note(request, pk)
    if request.method != "POST":
        return _write(request, one, NoteForm(initial={"text": one.text, "version": one.version}))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _write(request, one, form, status=REFUSED)
    try:
        actions.change_note(one, **form.cleaned_data, by=reader(request))
    except NoteChanged as told:
        mine = {"text": form.cleaned_data["text"], "version": told.note.version}
        return _write(request, told.note, NoteForm(initial=mine), theirs=told.note, status=CONFLICT)
    except NotPossible as told:
        form.add_error(None, told)
        return _write(request, one, form, status=REFUSED)
    messages.success(request, _("Kept. The other reads it as it stands now."))
    return onward("matchmaking:notebook", one.pairing_id)


@opens("note", "erase")
@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a note that one has begun."""
    one = _note(request, pk)
    if one.by_id != reader(request).pk:
        raise Http404
    actions.erase_note(one, by=reader(request))
    messages.success(request, _("Erased, for both of you."))
    return onward("matchmaking:notebook", one.pairing_id)


def _note(request: HttpRequest, pk: int) -> Note:
    return get_object_or_404(notes_seen_by(reader(request)), pk=pk)


def _of(request: HttpRequest, pairing: Pairing) -> dict[str, object]:
    shown = sides(pairing, reader(request))
    return {"pairing": pairing, "shown": shown, "title": title(pairing, shown.other)}


def _write(
    request: HttpRequest, one: Note, form: NoteForm, *, theirs: Note | None = None, status: int = 200
) -> HttpResponse:
    context = {**_of(request, found(request, one.pairing_id)), "note": one, "form": form, "theirs": theirs}
    return render(request, "matchmaking/note.html", context, status=status)
