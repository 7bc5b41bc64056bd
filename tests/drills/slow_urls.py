"""A page that takes two seconds, beside those for who watches."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import include, path

if TYPE_CHECKING:
    from django.http import HttpRequest


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(2)
    return HttpResponse("finished")


urlpatterns = [path("slow", slow), path("", include("peerloop.web.watch.urls"))]
