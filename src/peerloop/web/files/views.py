"""One file, for whom it is granted to."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from whitenoise.responders import StaticFile

from peerloop.files.queries import files_seen_by
from peerloop.files.rules import TEXT, may_be_shown
from peerloop.files.store import place_of
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase


NOTHING_RUNS = "default-src 'none'; img-src 'self'; media-src 'self'; frame-ancestors 'self'; sandbox"
A_PDF, A_PICTURE = "application/pdf", "image/jpeg"
ONLY_READ = "base-uri 'none'; frame-ancestors 'self'"
"""Browsers show a PDF with a reader of their own, which a sandbox would keep out; to them it is no page."""


@opens("file", "see")
@require_safe
def fetch(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Give the file, or the part of it that a player asks for, as a thing that runs nothing."""
    file = get_object_or_404(files_seen_by(reader(request)), uid=uid)
    return _given(request, place_of(file.uid), _headers(file.name, file.kind))


@opens("file", "see")
@require_safe
def preview(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Give the small picture of the file, where there is one."""
    file = get_object_or_404(files_seen_by(reader(request)).exclude(preview=None).select_related("preview"), uid=uid)
    return _given(request, place_of(file.preview.uid), _headers(f"{file.name}.jpg", A_PICTURE))


def _given(request: HttpRequest, place: Path, headers: list[tuple[str, str]]) -> HttpResponseBase:
    if not place.exists():
        raise Http404
    answer = StaticFile(str(place), headers).get_response(request.method, request.META)
    if answer.file is None:
        response: HttpResponseBase = HttpResponse(status=answer.status)
    else:
        response = FileResponse(answer.file, status=answer.status)
    for name, value in answer.headers:
        response.headers[name] = value
    if answer.status == HTTPStatus.OK:
        response.headers["Accept-Ranges"] = "bytes"
    return response


def _headers(name: str, kind: str) -> list[tuple[str, str]]:
    shown = may_be_shown(kind)
    return [
        ("Content-Type", f"{kind}; charset=utf-8" if kind == TEXT else kind),
        ("Content-Disposition", content_disposition_header(not shown, name) or "attachment"),
        ("Content-Security-Policy", ONLY_READ if kind == A_PDF else NOTHING_RUNS),
        ("Cache-Control", "private, no-cache"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ]
