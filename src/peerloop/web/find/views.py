"""One box over everything that can be found; each result with its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.people.access import opens, reader
from peerloop.search.queries import find as search
from peerloop.skills.queries import best_helpers, most_offered
from peerloop.web.find.asking import subject
from peerloop.web.find.shelves import FEW, MOST, SHELVES, say_what_they_help_with, skills

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.search.queries import Found
    from peerloop.web.find.shelves import Shelf

HELPERS = 5


@opens("find")
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What there is for ``?q=``, of one kind with ``?of=``; without a question, what colleagues offer most."""
    member = reader(request)
    written = request.GET.get("q", "").strip()[:200]
    sought = subject(written)
    page: dict[str, Any] = {"written": written, "sought": sought, "shelves": SHELVES}
    if sought:
        page |= _found(member, sought, request.GET.get("of", ""))
    else:
        page["rows"] = skills(member, most_offered(FEW))
    return render(request, "find/find.html", page)


def _found(member: Member, sought: str, of: str) -> dict[str, Any]:
    """What the page shows for ``sought``: results by shelf; of a skill called just so, who can help with it."""
    chosen = next((shelf for shelf in SHELVES if shelf.address == of), None)
    shelves = [chosen] if chosen else SHELVES
    found = search(member, sought, among=[shelf.kind for shelf in shelves], at_most=MOST if chosen else FEW)
    results = {shelf.kind: _result(member, shelf, found) for shelf in shelves if found.of(shelf.kind)}
    named = results["skill"]["rows"] if "skill" in results else []
    exact = {hit.subject for hit in found.of("skill") if hit.exact}
    known = next((row.skill for row in named if row.skill.pk in exact), None)
    helpers = best_helpers(member, known, at_most=HELPERS) if known else []
    if "member" in results and known:
        shown = {offer.member_id for offer in helpers}
        results["member"]["rows"] = [one for one in results["member"]["rows"] if one.member.pk not in shown]
    elif "member" in results and named:
        say_what_they_help_with(member, results["member"]["rows"], named)
    return {
        "chosen": chosen,
        "skill": known,
        "helpers": helpers,
        "unnamed": not named or results["skill"]["near"],
        "results": [result for result in results.values() if result["rows"]],
    }


def _result(member: Member, shelf: Shelf, found: Found) -> dict[str, Any]:
    hits = found.of(shelf.kind)
    return {
        "shelf": shelf,
        "rows": shelf.rows(member, [hit.subject for hit in hits]),
        "near": all(hit.near for hit in hits),
        "more": shelf.kind in found.more,
    }
