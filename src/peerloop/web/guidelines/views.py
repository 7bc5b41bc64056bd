"""Guidelines as everybody reads, compares and accepts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.guidelines.actions import accept_guidelines
from peerloop.guidelines.queries import (
    STATES,
    accepted_at,
    all_of_them,
    before,
    compared,
    discussed_in,
    guidelines_seen_by,
    house_guidelines,
    in_force,
    last_accepted,
    past_versions,
    versions_seen_by,
)
from peerloop.guidelines.rules import PARTS, may_draft, state
from peerloop.guidelines.shipped import TEMPLATES
from peerloop.people.access import opens, reader
from peerloop.web.discussion.part import Place, belongs, thread_part

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from peerloop.guidelines.models import Guidelines, Version
    from peerloop.people.models import Member

TEXTS = ("feedback", "confidential")


@belongs
def places(member: Member, threads: Collection[int]) -> dict[int, Place]:
    """Say of which draft a thread is."""
    return {
        thread: Place(version.guidelines.title, reverse("guidelines:version", args=[version.pk]))
        for thread, version in discussed_in(member, threads).items()
    }


@opens("guidelines", "see")
@require_safe
def house(request: HttpRequest) -> HttpResponse:
    """What holds for everybody here, and all other guidelines that the reader sees."""
    member, found = reader(request), house_guidelines()
    page = _page_of(member, found) if found else {}
    everything = all_of_them(member)
    page["others"] = [one for one in everything if one.guidelines != found]
    page["drafts"] = [one for one in everything if one.draft_state == "discussed"]
    return render(request, "guidelines/guidelines.html", page | {"may_draft": may_draft(member)})


@opens("guidelines", "see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Guidelines that hold where a programme says so."""
    member = reader(request)
    found = get_object_or_404(guidelines_seen_by(member), pk=pk)
    return render(request, "guidelines/guidelines.html", _page_of(member, found) | {"may_draft": may_draft(member)})


@opens("guidelines", "see")
@require_safe
def house_text(request: HttpRequest, which: str) -> HttpResponse:
    """One page on how to give feedback, or on what is confidential; the shipped one before the house has its own."""
    found = house_guidelines()
    return _text(request, found, in_force(found) if found else None, which)


@opens("guidelines", "see")
@require_safe
def sight(request: HttpRequest) -> HttpResponse:
    """One page on who may see what: it says what the software does, so it is nobody's to write."""
    return render(request, "guidelines/sight.html")


@opens("guidelines", "see")
@require_safe
def text_of_one(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """The same of other guidelines."""
    found = get_object_or_404(guidelines_seen_by(reader(request)), pk=pk)
    return _text(request, found, in_force(found), which)


@opens("guidelines", "see")
@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A version with all its pages; a draft with what members say of it."""
    member = reader(request)
    found = _version(member, pk)
    page: dict[str, Any] = {
        "version": found, "state": state(found), "before": before(found), "may_draft": may_draft(member),
        "pages": [(name, title, getattr(found, name)) for name, title in PARTS.items()],
    }  # fmt: skip
    if hasattr(found, "consultation"):
        page |= thread_part(request, found.consultation.thread)
    return render(request, "guidelines/version.html", page)


@opens("guidelines", "see")
@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs from the version that the reader has accepted last, else from the one before."""
    member = reader(request)
    found = _version(member, pk)
    mine = last_accepted(member, found.guidelines)
    older = mine if mine and mine.number < found.number else before(found)
    if older is None:
        raise Http404
    page = {"version": found, "older": older, "accepted_older": older == mine, "pages": compared(older, found)}
    return render(request, "guidelines/changes.html", page | _acceptance(member, found))


@opens("guidelines", "accept")
@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to it."""
    member = reader(request)
    found = _version(member, pk)
    try:
        accept_guidelines(found, by=member)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("Thank you. It is noted that you have accepted them, for you alone to see."))
    return HttpResponseRedirect(address_of(found.guidelines), status=303)


def address_of(guidelines: Guidelines) -> str:
    """Return the address of the page on which guidelines are read."""
    return reverse("guidelines:house") if guidelines.for_house else reverse("guidelines:one", args=[guidelines.pk])


def _version(member: Member, pk: int) -> Version:
    return get_object_or_404(versions_seen_by(member).select_related(*STATES), pk=pk)


def _page_of(member: Member, found: Guidelines) -> dict[str, Any]:
    holds = in_force(found)
    page: dict[str, Any] = {"guidelines": found, "version": holds, "past": list(past_versions(found))}
    return page | (_acceptance(member, holds) if holds else {})


def _acceptance(member: Member, version: Version) -> dict[str, Any]:
    mine = last_accepted(member, version.guidelines)
    return {
        "accepted": accepted_at(member, version),
        "may_accept": in_force(version.guidelines) == version,
        "earlier": mine if mine and mine.number < version.number else None,
    }


def _text(request: HttpRequest, guidelines: Guidelines | None, holds: Version | None, which: str) -> HttpResponse:
    if which not in TEXTS:
        raise Http404
    text = getattr(holds, which) if holds else TEMPLATES["house"].text(which)
    page = {"title": PARTS[which], "text": text, "guidelines": guidelines if holds else None}
    return render(request, "guidelines/text.html", page)
