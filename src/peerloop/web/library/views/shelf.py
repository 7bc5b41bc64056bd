"""The library as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from peerloop.library.queries.listed import collections, listed
from peerloop.library.queries.page import page as page_of
from peerloop.library.queries.page import versions as versions_of
from peerloop.library.queries.seen import versions_seen_by
from peerloop.library.queries.today import interviews_asked, waiting_for
from peerloop.library.rules.says import PLAYED
from peerloop.library.rules.timed import clock, webvtt
from peerloop.people.access import opens, reader
from peerloop.web.colleagues import NamesColleague
from peerloop.web.discussion.part import thread_part
from peerloop.web.library.asked import LARGEST
from peerloop.web.library.forms import AgainForm, CheckForm, CommentForm, DisputeForm, FilterForm, UsefulForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest

    from peerloop.library.queries.listed import Which
    from peerloop.library.queries.page import Page
    from peerloop.people.models import Member

WHICH: tuple[Which, ...] = ("all", "mine", "review", "agree")
A_PAGE, SHELVES = 30, 6


@opens("resource", "see")
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """What is published, the most useful first; ``?which=`` is the reader's own, or what waits for them."""
    member, said = reader(request), request.GET.get("which", "all")
    which: Which = next((one for one in WHICH if one == said), "all")
    form = FilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    number = request.GET.get("page", "1")
    page = min(max(int(number), 1), 10_000) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    beyond = (page - 1) * A_PAGE
    found = listed(member, which=which, kind=asked["kind"], words=asked["q"], at_most=A_PAGE + 1, beyond=beyond)
    return render(request, "library/library.html", {
        "which": which, "form": form, "rows": found[:A_PAGE], "page": page, "more": len(found) > A_PAGE,
        "filtered": bool(asked["q"] or asked["kind"]), "narrowed": "q" in request.GET or "kind" in request.GET,
        "waiting": waiting_for(member),
        "interviews": interviews_asked(member) if which == "agree" else [],
        "shelves": collections(member, at_most=SHELVES) if which == "all" and page == 1 else [],
    })  # fmt: skip


@opens("resource", "see")
@require_safe
def resource(request: HttpRequest, pk: int) -> HttpResponse:
    """One resource, and what can be done about it."""
    return show(request, pk)


@opens("resource", "see")
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions that the reader may read."""
    found = found_or_404(request, pk)
    return render(
        request, "library/versions.html", {"page": found, "versions": versions_of(found.resource, reader(request))}
    )


@opens("resource", "see")
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version, as it was."""
    found = found_or_404(request, pk)
    there = versions_seen_by(reader(request)).filter(resource=found.resource, number=min(number, 2**31 - 1))
    shown = there.select_related("by", "publication", "file__preview").first()
    if shown is None:
        raise Http404
    return render(
        request, "library/version.html", {"page": found, "shown": shown, **played(found.resource.kind, shown)}
    )


@opens("resource", "see")
@require_safe
def captions(request: HttpRequest, pk: int) -> HttpResponse:
    """The transcript as captions for a player."""
    return HttpResponse(webvtt(found_or_404(request, pk).shown.transcript), content_type="text/vtt; charset=utf-8")


def found_or_404(request: HttpRequest, pk: int) -> Page:
    """Return the page's resource; raises ``Http404`` for one that the reader does not see."""
    found = page_of(reader(request), min(pk, LARGEST))
    if found is None:
        raise Http404
    return found


def show(request: HttpRequest, pk: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Show the page, with the form in which something was refused in its place."""
    found, member = found_or_404(request, pk), reader(request)
    context = {
        "page": found,
        "refused": bool(forms),
        **{name: SimpleLazyObject(made) for name, made in _empty(found, member).items()},
        "spots": [(spot, clock(spot.second) if spot.second is not None else "") for spot in found.spots],
        **played(found.resource.kind, found.shown),
        **(thread_part(request, found.thread) if found.thread else {}),
        **forms,
    }
    return render(request, "library/resource.html", context, status=status)


def _empty(found: Page, member: Member) -> dict[str, Callable[[], Form]]:
    """Return how each form of the page is made: it is, where the page asks for it."""
    own = {"how": found.judged.how, "word": found.judged.word} if found.judged else {}
    return {
        "useful_form": lambda: UsefulForm(initial=own, auto_id="useful_%s"),
        "dispute_form": DisputeForm,
        "again_form": AgainForm,
        "check_form": lambda: CheckForm(auto_id="check_%s"),
        # the thread's form asks for a text, too
        "comment_form": lambda: CommentForm(played=found.resource.kind in PLAYED, auto_id="place_%s"),
        "colleague_form": lambda: NamesColleague(reader=member),
        "author_form": lambda: NamesColleague(reader=member, auto_id="author_%s"),
    }


def played(kind: str, shown: Any) -> dict[str, Any]:
    """Return how the file of a version is shown: in a player, as a picture, or as a link."""
    medium = shown.file.kind.partition("/")[0] if shown.file else ""
    return {"medium": medium if medium in {"video", "audio", "image"} else "", "timed": kind in PLAYED}
