"""A bare Django page: the session, who is signed in, twenty rows in a table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.template.backends.django import Template

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body>
<p>{{ user.name }}</p><table>{% for row in rows %}
<tr><td>{{ row.name }}</td><td>{{ row.team.name }}</td><td>{{ row.place }}</td></tr>{% endfor %}
</table></body></html>"""


@cache
def compiled() -> Template:
    """Compile the template once, as a cached loader would."""
    return engines["django"].from_string(PAGE)


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Twenty members in a table, or as many as ``?rows=`` says."""
    rows = Member.objects.select_related("team").order_by("pk")[: int(request.GET.get("rows", "20"))]
    return HttpResponse(compiled().render({"rows": rows}, request))


urlpatterns = [path("", bare)]
