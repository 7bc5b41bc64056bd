"""Form circles: ask for a draft, watch it, look at it with its reasons, make it or throw it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.circles import progress
from peerloop.circles.actions import discard_forming, form_circles, make_circles
from peerloop.circles.queries import drafts_of, formings_seen_by, left_out_named, rules_of
from peerloop.circles.states import LABELS, State, state
from peerloop.circles.words import in_fives, rule_words, weekly
from peerloop.people.access import opens, reader
from peerloop.web.circles.forms import FormingForm, first_skills
from peerloop.web.circles.shown import REFUSED, act, onward
from peerloop.web.sessions.views.announce import by_field

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.circles.models import Forming

AT_ONCE, CIRCLES_AT_ONCE, NAMED = 20, 50, 100


@dataclass(frozen=True)
class Line:
    """A forming in the list."""

    forming: Forming
    state: State

    @property
    def label(self) -> str:
        """Its state in a word."""
        return str(LABELS[self.state])


@opens("forming", "see")
@require_http_methods(["GET", "HEAD", "POST"])
def formings(request: HttpRequest) -> HttpResponse:
    """All formings, and the form for another one."""
    member = reader(request)
    first = {"skills": first_skills(), "programme": request.GET.get("programme", "")}
    form = FormingForm(request.POST if request.method == "POST" else None, by=member, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            asked = form_circles(by=member, **form.cleaned_data)
        except ValidationError as refused:
            by_field(form, refused)
        except PermissionDenied:  # the form's number is somebody else's
            return onward("circles:formings")
        else:
            return onward("circles:forming", asked.pk)
    shown = Paginator(formings_seen_by(member), AT_ONCE).get_page(request.GET.get("page"))
    context = {"form": form, "lines": [Line(each, state(each)) for each in shown], "pages": shown}
    return render(request, "circles/formings.html", context, status=REFUSED if form.errors else 200)


@opens("forming", "see")
@require_safe
def forming(request: HttpRequest, pk: int) -> HttpResponse:
    """How it is getting on; its draft with the reasons; what was made."""
    member = reader(request)
    asked = get_object_or_404(formings_seen_by(member).prefetch_related("skills"), pk=pk)
    found = state(asked)
    context = {"forming": asked, "state": str(found), "progress": progress.of(asked)}
    if found in {State.DRAFT, State.MAKING, State.MADE}:
        drafts = Paginator(drafts_of(asked, member), CIRCLES_AT_ONCE).get_page(request.GET.get("page"))
        figures, zone = asked.figures, get_current_timezone()
        ties = figures.get("ties", 0)
        context |= {
            "drafts": [(each, weekly(each.draft.starts_at, zone)) for each in drafts],
            "pages": drafts,
            "circles": figures.get("circles", 0),
            "placed": in_fives(figures.get("placed", 0)),
            "wanting": in_fives(figures.get("wanting", 0)),
            "best": figures.get("placed") == figures.get("bound"),
            "within": round(100 * figures["placed"] / figures["bound"]) if figures.get("bound") else 0,
            "share": round(100 * figures.get("cross", 0) / ties) if ties else 0,
            "rules": [(rule_words(rule), in_fives(count)) for rule, count in rules_of(asked)],
            "named": [
                (row, rule_words(row.rule), weekly(row.starts_at, zone) if row.starts_at else "")
                for row in left_out_named(asked, member)[:NAMED]
            ],
        }
    return render(request, "circles/forming.html", context)


@opens("forming", "make")
@require_POST
def making(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the circles of the draft."""
    member = reader(request)
    asked = get_object_or_404(formings_seen_by(member), pk=pk)
    return act(request, lambda: make_circles(asked, by=member), "", to="circles:forming", args=[pk])


@opens("forming", "make")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away, or stop what is under way."""
    member = reader(request)
    asked = get_object_or_404(formings_seen_by(member), pk=pk)
    done = _("Thrown away. Nobody has seen anything of it.")
    return act(request, lambda: discard_forming(asked, by=member), done, to="circles:formings", args=[])
