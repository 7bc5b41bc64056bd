"""What do the columns of an HR system's file mean? Said once, remembered for the next file with the same headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from peerloop.intake.actions import say_headings
from peerloop.intake.queries import look_at, uploads_seen_by
from peerloop.people.access import opens, reader
from peerloop.web.organise.forms import HeadingsForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("upload", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def headings(request: HttpRequest, pk: int) -> HttpResponse:
    """One select for each heading, with the likely meaning chosen and some cells beside it."""
    member = reader(request)
    given = get_object_or_404(uploads_seen_by(member), pk=pk)
    look = look_at(given)
    complete = "?complete=on" if "complete" in request.GET else ""
    onward = reverse("organise:upload", args=[given.pk]) + complete
    if not look.heads:
        return HttpResponseRedirect(onward, status=303)
    form = HeadingsForm(request.POST if request.method == "POST" else None, look=look)
    if request.method == "POST" and form.is_valid():
        try:
            say_headings(given, form.meanings, by=member)
        except ValidationError as error:
            form.tell(error)
        else:
            return HttpResponseRedirect(onward, status=303)
    page = {"upload": given, "form": form, "origin": look.origin, "onward": onward, "asks": look.asks}
    return render(request, "organise/headings.html", page, status=422 if form.errors else 200)
