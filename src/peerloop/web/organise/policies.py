"""What counts in a run, what never happens and who takes part: the saved policies, and a form for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.matchmaking.actions import PolicyInUse, adopt_policy, remove_policy, save_policy, try_beside
from peerloop.matchmaking.policies import KINDS, MENTORING, first_terms, terms_of
from peerloop.matchmaking.policy_words import kind_words, policy_words
from peerloop.matchmaking.queries import policies_in_force, policies_seen_by, policy_in_force, saved_policies
from peerloop.matchmaking.rules import NotPossible
from peerloop.matchmaking.weights import ALWAYS
from peerloop.people.access import opens, reader
from peerloop.people.queries import places, teams_in_order
from peerloop.web.organise.policy_form import PolicyForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Policy
    from peerloop.matchmaking.policies import Terms
    from peerloop.people.models import Member


@dataclass(frozen=True)
class Shown:
    """A saved policy as the list shows it: in words, and whether runs go by it now."""

    policy: Policy
    words: list[str]
    in_force: bool


@dataclass(frozen=True)
class Kind:
    """The policies of a kind; ``shipped``: runs go by what Peerloop comes with."""

    value: str
    label: str
    words: str
    policies: Sequence[Shown]
    shipped: bool


@opens("policy", "see")
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """The saved policies by kind, and which of them is in force."""
    saved = list(saved_policies(reader(request)))
    in_force = policies_in_force()
    kinds = [
        Kind(
            kind.value,
            str(kind.label),
            kind_words(kind),
            [Shown(one, policy_words(one), one == in_force.get(kind)) for one in saved if one.kind == kind],
            shipped=in_force.get(kind) is None,
        )
        for kind in KINDS
    ]
    return render(request, "organise/policies.html", {"kinds": kinds, "saved": saved})


@opens("policy", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A form for another policy: see what each weight does, and save it under a name."""
    member = reader(request)
    terms = _begin_with(request, member)
    data = request.POST if request.method == "POST" else None
    form = PolicyForm(data, terms=terms, teams=teams_in_order(), places=places())
    asked = request.POST.get("do", "")
    if request.method == "POST" and asked != "example" and form.is_valid():
        try:
            return HttpResponseRedirect(_kept(request, form, member, asked), status=303)
        except NotPossible as refused:
            form.add_error(None, refused)
    page = {
        "form": form,
        "weights": list(form.weights()),
        "nevers": list(form.nevers()),
        "kind_words": kind_words(terms.kind),
        "always": ALWAYS,
        "open": asked == "example",
    }
    return render(request, "organise/policy.html", page, status=422 if form.is_bound and form.errors else 200)


@opens("policy", "make")
@require_POST
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the next runs go by this policy."""
    member = reader(request)
    policy = get_object_or_404(saved_policies(member), pk=pk)
    adopt_policy(policy, by=member)
    messages.success(request, _("The next run goes by “%(name)s”.") % {"name": policy.name})
    return HttpResponseRedirect(reverse("organise:policies"), status=303)


@opens("policy", "make")
@require_POST
def shipped(request: HttpRequest) -> HttpResponse:
    """Let the next runs of a kind go by what Peerloop comes with."""
    kind = request.POST.get("kind", "")
    adopt_policy(None, by=reader(request), kind=kind if kind in KINDS else MENTORING)
    messages.success(request, _("The next run goes by what Peerloop comes with."))
    return HttpResponseRedirect(reverse("organise:policies"), status=303)


@opens("policy", "make")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a policy that nothing has gone by."""
    member = reader(request)
    policy = get_object_or_404(saved_policies(member), pk=pk)
    try:
        remove_policy(policy, by=member)
        messages.success(request, _("“%(name)s” is removed.") % {"name": policy.name})
    except PolicyInUse as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(reverse("organise:policies"), status=303)


def _kept(request: HttpRequest, form: PolicyForm, member: Member, asked: str) -> str:
    """Save the policy, or try it beside the one in force, or what stands where there is none; return where to go."""
    terms = form.terms()
    if asked != "show":
        save_policy(terms, name=form.cleaned_data["name"], by=member)
        messages.success(request, _("The policy is saved."))
        return reverse("organise:policies")
    in_force = policy_in_force(terms.kind)
    standing = in_force is None and terms.kind != MENTORING
    made = try_beside(terms, in_force, by=member, standing=standing)
    return reverse("organise:comparison", args=[made.pk])


def _begin_with(request: HttpRequest, member: Member) -> Terms:
    """Return what the form begins with: another policy's terms, or a kind's own."""
    like = request.GET.get("like", "")
    if like:
        return terms_of(get_object_or_404(policies_seen_by(member), pk=int(like) if like.isdecimal() else 0))
    kind = request.GET.get("kind", MENTORING)
    return first_terms(kind if kind in KINDS else MENTORING)
