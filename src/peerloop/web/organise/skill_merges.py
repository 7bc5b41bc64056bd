"""Two skills that are one: looked at, merged, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.skills.actions import merge_skills, take_back_merge
from peerloop.skills.queries import merges_seen_by
from peerloop.skills.queries.curating import meeting_of, skills_to_curate
from peerloop.web.organise.skill_forms import WhichForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AT_ONCE = 30


@opens("skill", "curate")
@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: HttpRequest, pk: int) -> HttpResponse:
    """What merging a skill with the one of ``into-name`` would bring together; posting merges them."""
    member = reader(request)
    gone = get_object_or_404(skills_to_curate(member), pk=pk)
    given = request.POST if request.method == "POST" else request.GET or None
    form = WhichForm(given, prefix="into", label=_("The skill that it is"))
    into = form.skill if form.is_valid() else None
    if into is not None and into.pk == gone.pk:
        form.add_error("name", _("Choose another skill: this is the same one."))
        into = None
    if request.method == "POST" and into is not None:
        try:
            merge_skills(gone, into, by=member)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            told = _("%(gone)s is %(into)s now. You can take that back at any time.")
            messages.success(request, told % {"gone": gone.name, "into": into.name})
            return HttpResponseRedirect(reverse("organise:merges"), status=303)
    page = {"skill": gone, "into": into, "form": form, "seen": meeting_of(gone, into) if into else None}
    return render(request, "organise/merging.html", page, status=422 if form.errors else 200)


@opens("merge", "change")
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """The merges that stand."""
    pages = Paginator(merges_seen_by(reader(request)), AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "organise/merges.html", {"pages": pages})


@opens("merge", "change")
@require_POST
def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the two be two again."""
    merge = get_object_or_404(merges_seen_by(reader(request)), pk=pk)
    try:
        take_back_merge(merge, by=reader(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = _("%(gone)s and %(into)s are two again, each with its own people.")
        messages.success(request, told % {"gone": merge.gone.name, "into": merge.into.name})
    return HttpResponseRedirect(reverse("organise:merges"), status=303)
