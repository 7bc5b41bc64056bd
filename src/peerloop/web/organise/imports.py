"""People come in from a file: give it, look at what it would do, say yes, watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.intake.actions import ask_import, discard_upload, preview, take_upload
from peerloop.intake.queries import imports_seen_by, look_at, progress_of, uploads_seen_by
from peerloop.intake.queries.progress import was_refused
from peerloop.intake.queries.undoing import undoable
from peerloop.intake.rules.columns import COLUMNS
from peerloop.intake.rules.faults import TooMuch
from peerloop.people.access import opens, reader
from peerloop.web.organise.diff import diff_page
from peerloop.web.organise.forms import UploadForm, YesForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LATEST = 10
FAULTS_SHOWN = 200
NAMES_SHOWN = 20


@opens("import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Give a file, and see the imports there were."""
    member = reader(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        complete = "?complete=on" if form.cleaned_data["complete"] else ""
        try:
            upload = take_upload(file.read(), file.name, by=member)
        except TooMuch as error:
            form.add_error("file", error.message)
            status = 413
        else:
            return HttpResponseRedirect(reverse("organise:upload", args=[upload.pk]) + complete, status=303)
    page = {"form": form, "imports": imports_seen_by(member)[:LATEST], "undoable": undoable(), "columns": COLUMNS}
    return render(request, "organise/imports.html", page, status=status)


@opens("upload", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, or what must be mended; yes sets the import going."""
    member = reader(request)
    given = get_object_or_404(uploads_seen_by(member), pk=pk)
    complete = "complete" in request.GET  # in the address, so that the page and the yes to it speak of the same
    if look_at(given).asks:
        asking = reverse("organise:upload-headings", args=[given.pk])
        return HttpResponseRedirect(asking + ("?complete=on" if complete else ""), status=303)
    seen = preview(bytes(given.content), given.name, complete=complete, by=member)
    retired = len(seen.plan.retired) if seen.retires_many else 0
    given_back = request.POST if request.method == "POST" else None
    form = YesForm(given_back, retired=retired)
    if request.method == "POST" and not seen.faults and form.is_valid():
        confirmed = bool(form.cleaned_data.get("confirmed"))
        asked = ask_import(given, by=member, complete=complete, confirmed=confirmed)
        return HttpResponseRedirect(reverse("organise:import", args=[asked.pk]), status=303)
    page = {
        "upload": given,
        "seen": seen,
        "table": seen.table,
        "complete": complete,
        "counts": seen.counts,
        "named": seen.plan.needs_named,
        "form": form,
        "faults": seen.faults[:FAULTS_SHOWN],
        "more_faults": max(0, len(seen.faults) - FAULTS_SHOWN),
        "retired": seen.plan.retired[:NAMES_SHOWN],
        "more_retired": max(0, len(seen.plan.retired) - NAMES_SHOWN),
        **diff_page(request, seen),
    }
    return render(request, "organise/upload.html", page, status=422 if form.errors else 200)


@opens("upload", "make")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the file away."""
    member = reader(request)
    discard_upload(get_object_or_404(uploads_seen_by(member), pk=pk), by=member)
    messages.success(request, _("The file is thrown away; nothing was imported."))
    return HttpResponseRedirect(reverse("organise:imports"), status=303)


@opens("import")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How an import is getting on, and what it did."""
    member = reader(request)
    shown = get_object_or_404(imports_seen_by(member), pk=pk)
    done, rows = progress_of(shown.pk)
    undoing = getattr(shown, "undoing", None)
    mine = shown.upload_id is not None and shown.by_id == member.pk
    page = {
        "import": shown,
        "under_way": shown.finished_at is None and shown.refused_at is None,
        "undoing": undoing,
        "may_undo": undoing is None and undoable() == shown,
        "not_undone": undoing is None and was_refused(shown.pk),
        "done": done,
        "rows": rows,
        "upload": shown.upload_id if mine else None,
        "counts": shown.counts,
    }
    return render(request, "organise/import.html", page)
