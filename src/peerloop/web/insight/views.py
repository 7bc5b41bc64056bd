"""How a programme is doing; the pack for whoever backs it, and what is added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.guidelines.queries import house_guidelines, in_force
from peerloop.insight import actions
from peerloop.insight.queries import (
    costs,
    evidence_of,
    evidence_run_by,
    health,
    healths_seen_by,
    hours_of,
    means_of,
    means_run_by,
    packs_seen_by,
)
from peerloop.people.access import opens, reader
from peerloop.programmes.queries import programmes_run_by, runs
from peerloop.web.insight.forms import EvidenceForm, MeansForm
from peerloop.web.insight.words import OBSTACLES, advice
from peerloop.web.programmes.shown import aims_of, amount, formats_of, milestones_of, named

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme

ROWS = ("opening", "closing", "owner", "sponsor", "guidelines")


@opens("health", "see")
@require_safe
def of_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """How it is doing, in figures of at least five, and what is worth doing next."""
    member = reader(request)
    found = get_object_or_404(healths_seen_by(member).select_related(*ROWS), pk=pk)
    told, mine = health(found), runs(member, found)
    page = {
        "programme": found,
        "health": told,
        "runs": mine,
        "steps": [advice(found, step) for step in told.steps] if mine else [],
        "obstacles": [(OBSTACLES[kind], least) for kind, least in told.obstacles],
        "most": max((least for _kind, least in told.obstacles), default=0),
        "most_there": max((week.participants for week in told.weeks), default=0),
        "aims": aims_of(found),
    }
    return render(request, "insight/health.html", page)


@opens("pack", "see")
@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Why, plan, timetable, rules, resources, cost; once it runs, the live figures. One sheet to print."""
    member = reader(request)
    found = get_object_or_404(packs_seen_by(member).select_related(*ROWS), pk=pk)
    return render(request, "insight/pack.html", _pack(member, found))


@opens("pack", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """What speaks for it; a POST adds a line."""
    return _add(request, pk, EvidenceForm, "add_evidence", "insight/evidence.html")


@opens("pack", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def means(request: HttpRequest, pk: int) -> HttpResponse:
    """What it takes; a POST adds a line."""
    return _add(request, pk, MeansForm, "add_means", "insight/means.html")


@opens("evidence-line", "change")
@require_POST
def evidence_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line off."""
    row = get_object_or_404(evidence_run_by(reader(request)), pk=pk)
    actions.remove_from_pack(row, by=reader(request))
    return _to("insight:evidence", row.programme_id)


@opens("means-line", "change")
@require_POST
def means_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line off."""
    row = get_object_or_404(means_run_by(reader(request)), pk=pk)
    actions.remove_from_pack(row, by=reader(request))
    return _to("insight:means", row.programme_id)


def _add(request: HttpRequest, pk: int, kind: Any, verb: str, template: str) -> HttpResponse:
    member = reader(request)
    found = get_object_or_404(programmes_run_by(member).select_related(*ROWS), pk=pk)
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            getattr(actions, verb)(found, by=member, **form.cleaned_data)
        except ValidationError as refused:
            by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
            for field, errors in by_field.items():
                form.add_error(field if field in form.fields else None, errors)
        else:
            messages.success(request, _("Added to the pack."))
            return _to(request.resolver_match.view_name, found.pk)  # type: ignore[union-attr]
    page = _pack(member, found) | {"form": form}
    return render(request, template, page, status=422 if form.errors else 200)


def _pack(member: Member, found: Programme) -> dict[str, Any]:
    lines, told = means_of(found), health(found)
    hours = hours_of(found)
    rules = found.guidelines or house_guidelines()
    seen = named(member, found.owner, found.sponsor)
    return {
        "programme": found,
        "runs": runs(member, found),
        "owner": seen.get(found.owner_id or 0),
        "sponsor": found.sponsor if found.sponsor_id == member.pk else seen.get(found.sponsor_id or 0),
        "teams": [team.name for team in found.teams.order_by("key")],
        "evidence": evidence_of(found),
        "means": [(one, amount(one.least), amount(one.most)) for one in lines],
        "costs": [(one.currency, amount(one.least), amount(one.most)) for one in costs(lines)],
        "hours": hours,
        "each_a_week": amount(hours.each_a_week) if hours else "",
        "aims": aims_of(found),
        "formats": formats_of(found),
        "milestones": milestones_of(found),
        "guidelines": rules,
        "version": in_force(rules) if rules else None,
        "live": hasattr(found, "opening"),
        "health": told,
    }


def _to(name: str, pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[pk]), status=303)
