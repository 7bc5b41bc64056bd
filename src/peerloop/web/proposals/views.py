"""The list, a proposal, and what one click does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.people.rules import has_role
from peerloop.proposals import actions
from peerloop.proposals.queries import alike, listed, one, proposals_seen_by
from peerloop.skills.actions import propose_skill
from peerloop.skills.queries import find_skill, skills_seen_by
from peerloop.web.proposals.forms import LengthForm, ProposeForm
from peerloop.web.skills.asked import LONGEST_ID

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.proposals.queries import Shown

WHICH = ("open", "mine", "past")
A_PAGE = 30
LARGEST = 2**63 - 1


@opens("proposal", "see")
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Proposals, the open ones unless ``?which=`` says otherwise."""
    member, which = reader(request), request.GET.get("which", "open")
    which = which if which in WHICH else "open"
    number = request.GET.get("page", "1")
    page = min(max(int(number), 1), 10_000) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = listed(member, which, at_most=A_PAGE + 1, beyond=(page - 1) * A_PAGE)  # type: ignore[arg-type]
    context = {"which": which, "proposals": found[:A_PAGE], "page": page, "more": len(found) > A_PAGE}
    return render(request, "proposals/proposals.html", context)


@opens("proposal", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Propose; what is like it is shown first, and can be wanted with one click instead."""
    member = reader(request)
    form = ProposeForm(request.POST if request.method == "POST" else None, initial=_begun(request, member))
    found: list[Shown] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = [] if said["anyway"] else alike(member, f"{said['title']} {said['skill']}")
        if not found:
            try:
                made = _propose(member, said)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _("Proposed. Colleagues can now say “me too”, or that they will teach it."))
                return _to("proposals:proposal", made)
    elif title := request.GET.get("title", "").strip()[:120]:
        found = alike(member, title)
    status = 422 if form.errors else 409 if found and request.method == "POST" else 200
    return render(request, "proposals/new.html", {"form": form, "alike": found}, status=status)


@opens("proposal", "see")
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal and what can be done about it."""
    member = reader(request)
    return render(request, "proposals/proposal.html", page_of(member, pk))


@opens("proposal", "want")
@require_POST
def me_too(request: HttpRequest, pk: int) -> HttpResponse:
    """Want it too."""
    return _act(request, pk, "want_too", _("Noted. You hear of it when somebody takes it on."))


@opens("proposal", "want")
@require_POST
def me_too_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Want it no longer."""
    return _act(request, pk, "take_back", _("Taken back."))


@opens("proposal", "teach")
@require_POST
def volunteers(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it on."""
    return _act(request, pk, "volunteer", _("Thank you! Now choose the hour when most can come."))


@opens("proposal", "teach")
@require_POST
def volunteers_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Teach it after all not."""
    return _act(request, pk, "withdraw", _("You are free of it. It waits for somebody else."))


@opens("proposal", "close")
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it."""
    return _act(request, pk, "close_proposal", _("Closed."))


@opens("proposal", "keep")
@require_POST
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is still wanted."""
    return _act(request, pk, "keep_proposal", _("Good, it stays open."))


def page_of(member: Member, pk: int) -> dict[str, Any]:
    """Return what the page of a proposal shows; raises ``Http404`` for one that the reader does not see."""
    shown = one(member, pk) if pk <= LARGEST else None
    if shown is None:
        raise Http404
    may_close = shown.mine or has_role(member, "moderator")
    return {"shown": shown, "proposal": shown.proposal, "may_close": may_close, "length": LengthForm()}


def _act(request: HttpRequest, pk: int, verb: str, done: str) -> HttpResponse:
    member = reader(request)
    found = get_object_or_404(proposals_seen_by(member), pk=pk)
    try:
        getattr(actions, verb)(found, by=member)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as over:
        messages.warning(request, over.messages[0])
    else:
        messages.success(request, done)
    return _to("proposals:proposal", found)


def _to(name: str, found: Any) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[found.pk]), status=303)


@transaction.atomic
def _propose(member: Member, said: dict[str, Any]) -> Any:
    """Propose it, and the skill where that is new: both or neither."""
    name = said["skill"].strip()
    try:
        skill = (find_skill(name) or propose_skill(name, by=member)) if name else None
    except ValidationError as refused:
        raise ValidationError({"skill": refused.messages}) from refused
    return actions.propose(by=member, title=said["title"], about=said["about"], skill=skill)


def _begun(request: HttpRequest, member: Member) -> dict[str, str]:
    """Return what the address says already: ``?title=``, or ``?skill=`` by its id."""
    said = {"title": request.GET.get("title", "")[:120]}
    number = request.GET.get("skill", "")
    if number.isascii() and number.isdigit() and len(number) <= LONGEST_ID:
        skill = skills_seen_by(member).filter(pk=number).first()
        if skill is not None:
            said |= {"skill": skill.name, "title": said["title"] or skill.name}
    return said
