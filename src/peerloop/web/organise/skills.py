"""The skills themselves: found, renamed, given further words, placed under broader ones."""

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
from peerloop.skills.actions import add_alias, add_broader, remove_alias, remove_broader, rename_skill
from peerloop.skills.queries import how_many_help, merges_seen_by
from peerloop.skills.queries.curating import (
    aliases_to_curate,
    broader_of,
    likely_same,
    skills_to_curate,
    waiting_words,
)
from peerloop.web.organise.skill_forms import NameForm, WhichForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from peerloop.skills.models import Skill

AT_ONCE = 40
LIKELY = 8


@opens("skill", "curate")
@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """All skills, or those for ``?q=``; above them what waits for a person."""
    member = reader(request)
    sought = request.GET.get("q", "").strip()[:120]
    pages = Paginator(skills_to_curate(member, sought), AT_ONCE).get_page(request.GET.get("page"))
    shown = list(pages.object_list)
    helping = how_many_help(member, shown)
    page = {
        "sought": sought,
        "pages": pages,
        "rows": [(skill, helping.get(skill.pk, 0)) for skill in shown],
        "waiting": waiting_words(member).count(),
        "merges": merges_seen_by(member).count(),
    }
    return render(request, "organise/skills.html", page)


@opens("skill", "curate")
@require_safe
def likely(request: HttpRequest) -> HttpResponse:
    """Pairs of skills that may be one."""
    return render(request, "organise/likely.html", {"pairs": likely_same(reader(request), LIKELY * 5)})


@opens("skill", "curate")
@require_http_methods(["GET", "HEAD", "POST"])
def skill(request: HttpRequest, pk: int) -> HttpResponse:
    """A skill's name, other words and broader skills; posting changes its name."""
    shown = _skill(request, pk)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": shown.name}, prefix="name")
    posted = request.method == "POST"
    if posted and _done(form, lambda: rename_skill(shown, form.cleaned_data["name"], by=reader(request))):
        messages.success(request, _("Saved. The old name still means it."))
        return _back(shown)
    return _page(request, shown, naming=form)


@opens("skill", "curate")
@require_POST
def aliases(request: HttpRequest, pk: int) -> HttpResponse:
    """Another word for a skill."""
    shown = _skill(request, pk)
    form = NameForm(request.POST, prefix="alias", label=_("Another word"))
    if _done(form, lambda: add_alias(shown, form.cleaned_data["name"], by=reader(request))):
        told = _("“%(name)s” means %(skill)s now.")
        messages.success(request, told % {"name": form.cleaned_data["name"], "skill": shown.name})
        return _back(shown)
    return _page(request, shown, aliasing=form)


@opens("skill", "curate")
@require_POST
def alias_removal(request: HttpRequest, pk: int, alias: int) -> HttpResponse:
    """A word that no longer means the skill."""
    shown = _skill(request, pk)
    gone = get_object_or_404(aliases_to_curate(reader(request), shown), pk=alias)
    remove_alias(gone, by=reader(request))
    messages.success(request, _("“%(name)s” means nothing here any more.") % {"name": gone.name})
    return _back(shown)


@opens("skill", "curate")
@require_POST
def broader(request: HttpRequest, pk: int) -> HttpResponse:
    """A broader skill."""
    shown = _skill(request, pk)
    form = WhichForm(request.POST, prefix="broader", label=_("A broader skill"))
    if _done(form, lambda: form.skill and add_broader(shown, form.skill, by=reader(request))):
        messages.success(request, _("Placed."))
        return _back(shown)
    return _page(request, shown, placing=form)


@opens("skill", "curate")
@require_POST
def broader_removal(request: HttpRequest, pk: int, above: int) -> HttpResponse:
    """No longer broader."""
    shown = _skill(request, pk)
    remove_broader(shown, get_object_or_404(broader_of(shown), pk=above), by=reader(request))
    messages.success(request, _("Taken away."))
    return _back(shown)


def _skill(request: HttpRequest, pk: int) -> Skill:
    return get_object_or_404(skills_to_curate(reader(request)), pk=pk)


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Do it where the form holds; what the action says against it goes to the field."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        form.add_error("name", error.messages)
        return False
    return True


def _page(
    request: HttpRequest,
    shown: Skill,
    naming: Form | None = None,
    aliasing: Form | None = None,
    placing: Form | None = None,
) -> HttpResponse:
    page = {
        "skill": shown,
        "naming": naming or NameForm(initial={"name": shown.name}, prefix="name"),
        "aliasing": aliasing or NameForm(prefix="alias", label=_("Another word")),
        "placing": placing or WhichForm(prefix="broader", label=_("A broader skill")),
        "merging": WhichForm(prefix="into", label=_("The skill that it is")),
        "aliases": aliases_to_curate(reader(request), shown),
        "broader": broader_of(shown),
        "went_in": merges_seen_by(reader(request)).filter(into=shown),
    }
    wrong = any(form and form.errors for form in (naming, aliasing, placing))
    return render(request, "organise/skill.html", page, status=422 if wrong else 200)


def _back(shown: Skill) -> HttpResponse:
    return HttpResponseRedirect(reverse("organise:skill", args=[shown.pk]), status=303)
