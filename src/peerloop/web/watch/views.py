"""Is it alive, can it work, how does it stand."""

from __future__ import annotations

import hmac
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from peerloop.journal import heartbeat
from peerloop.people.access import opens, public
from peerloop.web.watch.metrics import exposition

if TYPE_CHECKING:
    from django.http import HttpRequest


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@public
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations and worker are as they should be; 503 where one is not."""
    found = {"database": database_answers()}
    found["migrations"] = found["database"] and migrated()
    found["worker"] = heartbeat.alive()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


@opens("metrics")
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for who brings PEERLOOP_METRICS_TOKEN as bearer; for anybody else there is no such page.

    A token and not the caller's address: behind a proxy every caller comes from this machine.
    """
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given, expected):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def database_answers() -> bool:
    """Whether a query comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def migrated() -> bool:
    """Whether every migration is applied; asked again only until it is so."""
    try:
        return _migrated()
    except LookupError:
        return False


@cache
def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError("migrations are missing")
    return True
