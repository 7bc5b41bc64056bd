"""Every request has an id, a line in the log and a place in the metrics; none of them says who or what for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

from peerloop.web.watch.metrics import SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ROUTINE = {"healthz", "readyz", "metrics"}
log = structlog.get_logger("peerloop.request")


def watch(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give each request an id, which all its log lines carry and ``X-Request-ID`` tells the reader.

    The line names the route's pattern in place of the path: a token or a name in the address is never written.
    """

    def watched(request: HttpRequest) -> HttpResponseBase:
        request_id = uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = answer(request)
            seconds = time.perf_counter() - began
            # The pattern is known only once the view was found.
            route = request.resolver_match.route if request.resolver_match else "unknown"
            method = request.method if request.method in METHODS else "other"
            SECONDS.labels(method, route, response.status_code).observe(seconds)
            tell = log.debug if route in ROUTINE else log.info
            tell("request", method=method, route=route, status=response.status_code, ms=round(seconds * 1000, 1))
        response["X-Request-ID"] = request_id
        return response

    return watched
