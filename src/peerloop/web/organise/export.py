"""Everybody in a file that an import reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from peerloop.intake.actions import export_people
from peerloop.intake.queries.export import columns_out
from peerloop.intake.rules.spreadsheets import TYPES
from peerloop.kit.clock import now
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@opens("export", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """Say what stands in the file, and give it."""
    if request.method != "POST":
        return render(request, "organise/export.html", {"columns": columns_out(everything=False)})
    kind = "xlsx" if request.POST.get("kind") == "xlsx" else "csv"
    response = StreamingHttpResponse(export_people(kind, by=reader(request)), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="people-{now():%Y-%m-%d}.{kind}"'
    return response
