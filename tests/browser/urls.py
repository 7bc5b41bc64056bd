"""The house's addresses, and beside them doors that are broken on purpose and a page that swaps its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

from peerloop.config.urls import handler400, handler403, handler404, handler500, urlpatterns

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

SWAPPING = """{% extends "base.html" %}
{% block title %}{% translate "Swapping" %}{% endblock %}
{% block scripts %}{% include "cotton/htmx.html" %}{% include "cotton/alpine.html" %}{% endblock %}
{% block main %}<h1>{% translate "Swapping" %}</h1>
<form hx-post="/swapping/word" hx-target="#answer"><input name="word" aria-label="word"><button>send</button></form>
<button hx-get="/broken/500" hx-target="#answer">break</button>
<div x-data="{ open: false }"><button x-on:click="open = ! open">more</button><p x-show="open" x-cloak>there</p></div>
<div id="answer"></div>{% endblock %}"""


def swapping(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(SWAPPING).render({}, request))


def word(request: HttpRequest) -> HttpResponse:
    said = request.POST["word"]
    return HttpResponse(f"<p>You said {said}.</p>") if said else HttpResponse("<p>Say a word.</p>", status=422)


def raises(error: type[Exception]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


urlpatterns = [
    *urlpatterns,
    path("swapping", swapping),
    path("swapping/word", word),
    path("broken/400", raises(SuspiciousOperation)),
    path("broken/403", raises(PermissionDenied)),
    path("broken/413", raises(RequestDataTooBig)),
    path("broken/429", too_often),
    path("broken/500", raises(RuntimeError)),
    path("broken/503", raises(OperationalError)),
]
