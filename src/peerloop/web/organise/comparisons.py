"""Two policies side by side, or one and what stands: in counts, before anything is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from peerloop.matchmaking import progress
from peerloop.matchmaking.actions import (
    BadPolicy,
    PolicyInUse,
    ask_comparison,
    decide,
    name_policy,
    what_would_change,
)
from peerloop.matchmaking.queries import comparisons_seen_by, saved_policies
from peerloop.matchmaking.rules import NotPossible
from peerloop.matchmaking.states import RunOver, State, state
from peerloop.matchmaking.telling import told
from peerloop.people.access import opens, reader
from peerloop.web.organise.beside import beside, difference, policy_name

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Comparison, Policy
    from peerloop.people.models import Member

STANDING, SHIPPED = "standing", "shipped"


class DecisionForm(forms.Form):
    """What becomes of the drafts: one is published, under a name where its policy has none yet."""

    name = forms.CharField(
        label=gettext_lazy("Name of the new policy"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Where you publish or save it. Such as “Across teams”."),
    )
    adopt = forms.BooleanField(label=gettext_lazy("Later runs go by the same policy"), required=False, initial=True)


@opens("comparison", "make")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a draft of each of two policies, or of one beside what stands."""
    member = reader(request)
    try:
        one, other = (_chosen(request, member, side) for side in ("one", "other"))
        made = ask_comparison(one, other, by=member, standing=request.POST.get("other") == STANDING)
    except NotPossible as refused:
        messages.error(request, refused.messages[0])
        return HttpResponseRedirect(reverse("organise:policies"), status=303)
    return HttpResponseRedirect(reverse("organise:comparison", args=[made.pk]), status=303)


@opens("comparison", "see")
@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """How the drafts are getting on; then the two beside each other, and what to do with them."""
    shown = get_object_or_404(comparisons_seen_by(reader(request)), pk=pk)
    return _page(request, shown, DecisionForm())


@opens("comparison", "make")
@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish one of the drafts, keep what stands, or only save the policy that was tried."""
    member = reader(request)
    shown = get_object_or_404(comparisons_seen_by(member), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form)
    try:
        return HttpResponseRedirect(_decided(request, shown, form, member), status=303)
    except BadPolicy as refused:
        form.add_error(None, refused)
        return _page(request, shown, form)
    except (RunOver, PolicyInUse) as refused:
        messages.warning(request, refused.messages[0])
        return HttpResponseRedirect(reverse("organise:comparison", args=[pk]), status=303)


def _decided(request: HttpRequest, shown: Comparison, form: DecisionForm, member: Member) -> str:
    """Do what was asked and return where to go."""
    asked, name = request.POST.get("do", ""), form.cleaned_data["name"]
    if asked == "save" and shown.one.policy is not None:
        name_policy(shown.one.policy, name, by=member)
        messages.success(request, _("The policy is saved."))
        return reverse("organise:comparison", args=[shown.pk])
    keep = {"one": shown.one, "other": shown.other}.get(asked)
    published = decide(shown, keep, by=member, name=name, adopt=form.cleaned_data["adopt"])
    if published is None:
        messages.success(request, _("Nothing was published; what stood stands on."))
        return reverse("organise:policies")
    messages.success(request, _("It is published. For an hour you can take it back as a whole."))
    return reverse("organise:one_run", args=[published.pk])


def _page(request: HttpRequest, shown: Comparison, form: DecisionForm) -> HttpResponse:
    runs = [run for run in (shown.one, shown.other) if run is not None]
    states = [state(run) for run in runs]
    one, other = policy_name(shown.one), policy_name(shown.other) if shown.other else _("What stands now")
    page: dict[str, Any] = {
        "comparison": shown,
        "form": form,
        "one": one,
        "other": other,
        "under_way": State.UNDER_WAY in states,
        "percent": sum(progress.of(run).percent for run in runs) // len(runs),
        "over": not {State.UNDER_WAY, State.DRAFT}.issuperset(states),
        "published": next((run for run, at in zip(runs, states, strict=True) if at is State.PUBLISHED), None),
        "tried": shown.one.policy is not None and not shown.one.policy.name,
    }
    if set(states) == {State.DRAFT}:
        change = what_would_change(shown.one, shown.other)
        page |= {
            "lines": beside(change, told(shown.one), told(shown.other) if shown.other else None),
            "changes": difference(change),
            "names": change.names_for(reader(request)),
        }
    return render(request, "organise/comparison.html", page, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, member: Member, side: str) -> Policy | None:
    """Return the policy chosen for a side; None for what Peerloop comes with, and for what stands."""
    said = request.POST.get(side, "")
    if said in {SHIPPED, STANDING}:
        return None
    if not said.isdecimal():
        raise NotPossible(_("Choose the two that are to stand side by side."))
    return get_object_or_404(saved_policies(member), pk=int(said))
