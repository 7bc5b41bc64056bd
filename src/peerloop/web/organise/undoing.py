"""An import is taken back: what that would do, or what is in its way; one question; the worker does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from peerloop.intake.actions import ask_undo
from peerloop.intake.queries import imports_seen_by
from peerloop.intake.queries.undoing import in_the_way
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("import", "undo")
@require_http_methods(["GET", "HEAD", "POST"])
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what undoing would do, and do it."""
    member = reader(request)
    shown = get_object_or_404(imports_seen_by(member), pk=pk)
    reasons, status = [], 200
    if request.method == "POST":
        try:
            ask_undo(shown, by=member)
        except ValidationError as refused:
            reasons, status = refused.messages, 422
        else:
            return HttpResponseRedirect(reverse("organise:import", args=[shown.pk]), status=303)
    else:
        reasons = in_the_way(shown, by=member)
    page = {"import": shown, "counts": shown.counts, "reasons": reasons}
    return render(request, "organise/undoing.html", page, status=status)
