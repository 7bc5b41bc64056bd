"""A list of skills from elsewhere: given, looked at, brought in, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.intake.actions import (
    InUse,
    TakenBackAlready,
    ask_skill_list,
    ask_undo_skill_list,
    discard_skill_list,
    take_skill_list,
)
from peerloop.intake.queries import progress_of, skill_lists_seen_by
from peerloop.intake.queries.taxonomy_plan import preview_of
from peerloop.people.access import opens, reader
from peerloop.web.organise.skill_forms import SkillListForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.intake.models import SkillList

LATEST = 10
FAULTS_SHOWN = 100


@opens("skill-list")
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Give a list, and see those there were."""
    member = reader(request)
    form = SkillListForm(request.POST, request.FILES) if request.method == "POST" else SkillListForm()
    if request.method == "POST" and form.is_valid():
        given = [form.cleaned_data[name] for name in ("first", "second") if form.cleaned_data[name]]
        try:
            taken = take_skill_list([(file.name, file.read()) for file in given], by=member)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return HttpResponseRedirect(reverse("organise:skill-list", args=[taken.pk]), status=303)
    page = {"form": form, "lists": skill_lists_seen_by(member).exclude(asked_at=None)[:LATEST]}
    return render(request, "organise/skill_lists.html", page, status=422 if form.errors else 200)


@opens("skill-list")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What a list would do; how it is getting on; what it did."""
    shown = _list(request, pk)
    if shown.asked_at is None:
        return _preview(request, shown)
    done, steps = progress_of(shown.pk, "skills")
    page = {
        "list": shown,
        "under_way": shown.finished_at is None and shown.refused_at is None,
        "going": hasattr(shown, "undoing") and shown.undoing.finished_at is None,
        "done": done,
        "steps": steps,
        "counts": shown.counts,
    }
    return render(request, "organise/skill_list.html", page)


@opens("skill-list", "make")
@require_POST
def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it in."""
    shown = _own(request, pk)
    ask_skill_list(shown, by=reader(request), everything="everything" in request.POST)
    return HttpResponseRedirect(reverse("organise:skill-list", args=[shown.pk]), status=303)


@opens("skill-list", "make")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw it away."""
    discard_skill_list(_own(request, pk), by=reader(request))
    messages.success(request, _("The list is thrown away; nothing came in."))
    return HttpResponseRedirect(reverse("organise:skill-lists"), status=303)


@opens("skill-list")
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    shown = _list(request, pk)
    try:
        ask_undo_skill_list(shown, by=reader(request))
    except (InUse, TakenBackAlready) as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(reverse("organise:skill-list", args=[shown.pk]), status=303)


def _preview(request: HttpRequest, shown: SkillList) -> HttpResponse:
    everything = "everything" in request.GET
    seen = preview_of(shown, everything=everything)
    page = {"list": shown, "seen": seen, "everything": everything, "faults": seen.faults[:FAULTS_SHOWN]}
    return render(request, "organise/skill_list_preview.html", page)


def _list(request: HttpRequest, pk: int) -> SkillList:
    return get_object_or_404(skill_lists_seen_by(reader(request)), pk=pk)


def _own(request: HttpRequest, pk: int) -> SkillList:
    """Only whoever gave it says yes to it or throws it away."""
    return get_object_or_404(skill_lists_seen_by(reader(request)).filter(by=reader(request)), pk=pk)
