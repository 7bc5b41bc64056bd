"""What one wants to learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people.access import opens, reader
from peerloop.skills.actions import drop_need, want
from peerloop.skills.queries import needs_of
from peerloop.skills.queries.merged import with_names_said
from peerloop.web.skills.asked import asked_name, asked_skill, posted
from peerloop.web.skills.forms import NeedForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.skills.models import Need

AT_ONCE = 25


@opens("need", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest) -> HttpResponse:
    """One's needs; with ``?skill=`` or ``?name=`` the short form for a new one first."""
    member = reader(request)
    skill, name = asked_skill(request), asked_name(request)
    form = None
    if request.method == "POST" or skill or name:
        known = needs_of(member).filter(skill=skill).first() if skill else None
        form = NeedForm(posted(request), skill=skill, initial=initial(known) if known else {"name": name})
    if request.method == "POST" and form and form.is_valid():
        need = want(member, skill=form.skill_of(member), **form.line)
        return HttpResponseRedirect(reverse("matchmaking:suggestions", args=[need.pk]), status=303)
    shown = needs_of(member).select_related("skill", "home").order_by("skill__name", "pk")
    pages = Paginator(shown, AT_ONCE).get_page(request.GET.get("page"))
    with_names_said(list(pages), member)
    page = {"needs": pages, "form": form, "skill": skill}
    return render(request, "skills/needs.html", page, status=422 if form and form.errors else 200)


@opens("need", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one of one's needs; saving finds people anew."""
    member = reader(request)
    stated = get_object_or_404(needs_of(member).select_related("skill"), pk=pk)
    form = NeedForm(posted(request), skill=stated.skill, initial=initial(stated))
    if request.method == "POST" and form.is_valid():
        want(member, skill=stated.skill, **form.line)
        messages.success(request, _("Saved. These people can help with what you want now."))
        return HttpResponseRedirect(reverse("matchmaking:suggestions", args=[stated.pk]), status=303)
    return render(request, "skills/need.html", {"need": stated, "form": form}, status=422 if form.errors else 200)


@opens("need", "change")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Want it no longer."""
    stated = get_object_or_404(needs_of(reader(request)).select_related("skill"), pk=pk)
    drop_need(stated, by=reader(request))
    messages.success(request, _("“%(skill)s” is off your list.") % {"skill": stated.skill.name})
    return HttpResponseRedirect(reverse("skills:needs"), status=303)


def initial(stated: Need) -> dict[str, object]:
    """What the form of a stated need begins with."""
    return {"level": stated.level, "pace": stated.pace, "text": stated.text, "visibility": stated.visibility}
