"""What a member is asked: whether they would follow, and whether it may be told that they have been quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.facilitation.actions import answer_quiet, decline_succession, take_over
from peerloop.facilitation.queries import quiet_of, successions_answered_by, successions_seen_by
from peerloop.facilitation.rules import FIRST, Settled
from peerloop.people.access import opens, reader
from peerloop.web.facilitation.forms import QuietForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

WRONG = 422


@opens("succession", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def succession(request: HttpRequest, pk: int) -> HttpResponse:
    """Would you facilitate this circle from now on? A POST says yes or no."""
    member = reader(request)
    rows = successions_seen_by(member) | successions_answered_by(member)
    row = get_object_or_404(rows.select_related("circle__thread", "facilitator"), pk=pk)
    if row.answer:
        return _answered(request)
    if request.method != "POST" or request.POST.get("answer") not in {"yes", "no"}:
        return render(request, "facilitation/succession.html", {"row": row, "circle": row.circle})
    try:
        if request.POST["answer"] == "no":
            decline_succession(row, by=member)
            messages.success(request, _("Thank you for the answer. Somebody else is asked."))
            return HttpResponseRedirect(reverse("facilitation:desks"), status=303)
        circle = take_over(row, by=member)
    except Settled:
        return _answered(request)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return HttpResponseRedirect(reverse("facilitation:desks"), status=303)
    messages.success(request, _("You facilitate this circle now. Here is its desk."))
    return HttpResponseRedirect(reverse("facilitation:desk", args=[circle.pk]), status=303)


def _answered(request: HttpRequest) -> HttpResponse:
    """Say so kindly: a second click, or the mail once more, asks for nothing."""
    messages.info(request, _("You have answered this already. Thank you; there is nothing left to do."))
    return HttpResponseRedirect(reverse("facilitation:desks"), status=303)


@opens("quiet", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def quiet(request: HttpRequest, pk: int) -> HttpResponse:
    """You have been quiet here: may whoever facilitates know? A POST says so or not."""
    member = reader(request)
    row = get_object_or_404(quiet_of(member), pk=pk)
    form = QuietForm(request.POST if request.method == "POST" else None, initial={"word": row.word})
    asked = request.POST.get("answer", "")
    if asked in {"tell", "no"} and form.is_valid():
        answer_quiet(row, by=member, tell=asked == "tell", word=form.cleaned_data["word"])
        words = (
            _("They learn it, with your word.") if asked == "tell" else _("It stays with you. You are not asked again.")
        )
        messages.success(request, words)
        return HttpResponseRedirect(reverse("circles:circle", args=[row.circle_id]), status=303)
    page = {"row": row, "circle": row.circle, "form": form, "told_at": row.at + FIRST}
    return render(request, "facilitation/quiet.html", page, status=WRONG if form.errors else 200)
