"""One box over everything that can be found; each result with its next step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.people.access import opens, reader
from peerloop.search.kinds import kinds
from peerloop.search.queries import find as search
from peerloop.skills.queries import best_helpers, most_offered
from peerloop.web.find.asking import subject
from peerloop.web.find.narrowing import NarrowForm, limits_of
from peerloop.web.find.shelves import FEW, MOST, SHELVES, say_what_they_help_with, skills

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse, QueryDict

    from peerloop.people.models import Member
    from peerloop.search.queries import Found, Hit
    from peerloop.web.find.shelves import Shelf

HELPERS = 5
MANY, FEWER = 6, 4
"""Where more kinds than these have something, fewer of each are shown, so that the page stays light."""


@opens("find")
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What there is for ``?q=``, of one kind with ``?of=``; without a question, what colleagues offer most."""
    member = reader(request)
    written = request.GET.get("q", "").strip()[:200]
    sought = subject(written)
    page: dict[str, Any] = {"written": written, "sought": sought, "shelves": SHELVES}
    if sought:
        page |= _found(member, sought, request.GET)
    else:
        page["rows"] = skills(member, most_offered(FEW))
    return render(request, "find/find.html", page)


def _found(member: Member, sought: str, asked: QueryDict) -> dict[str, Any]:
    """What the page shows for ``sought``: results by shelf; of a skill called just so, who can help with it.

    Narrowed down wrongly nothing is shown but what is wrong: anything else would look like the answer.
    """
    chosen = next((shelf for shelf in SHELVES if shelf.address == asked.get("of", "")), None)
    shelves = [chosen] if chosen else SHELVES
    limits = limits_of({way for shelf in shelves for way in kinds[shelf.kind].ways})
    form = partial(NarrowForm, asked, reader=member, names=limits)
    limited = any(asked.get(name) for name in limits)
    narrow = form() if limited else None
    narrowed = narrow.kept if narrow else {}
    page = {"chosen": chosen, "narrow": narrow or form, "limits": limits, "limited": limited}
    if narrow and narrow.errors:
        return page | {"narrowed": True, "wrong": True}
    among = [shelf.kind for shelf in shelves]
    found = search(member, sought, among=among, at_most=MOST if chosen else FEW, narrowed=narrowed)
    known = next((hit.subject for hit in found.of("skill") if hit.exact), None)
    kept = list(_kept(found, shelves, known))
    most = MOST if chosen else FEW if len(kept) <= MANY else FEWER
    results = [
        _result(member, shelf, hits[:most], more=shelf.kind in found.more or len(hits) > most) for shelf, hits in kept
    ]
    rows = {result["shelf"].kind: result["rows"] for result in results}
    skill = next((row.skill for row in rows.get("skill", ()) if row.skill.pk == known), None)
    if not skill and rows.get("member") and rows.get("skill"):
        say_what_they_help_with(member, rows["member"], rows["skill"])
    return page | {
        "narrowed": bool(narrowed),
        "kept": urlencode({name: asked[name] for name in narrowed}),
        "skill": skill,
        "helpers": best_helpers(member, skill, at_most=HELPERS) if skill else [],
        "unnamed": not rows.get("skill"),
        "results": results,
    }


def _kept(found: Found, shelves: Iterable[Shelf], known: int | None) -> Iterator[tuple[Shelf, list[Hit]]]:
    """Yield each shelf that has hits; who helps with the one skill that is meant has a place of their own."""
    for shelf in shelves:
        hits = [hit for hit in found.of(shelf.kind) if hit.named or shelf.kind != "member" or not known]
        if hits:
            yield shelf, hits


def _result(member: Member, shelf: Shelf, hits: list[Hit], *, more: bool) -> dict[str, Any]:
    rows = shelf.rows(member, [hit.subject for hit in hits])
    return {"shelf": shelf, "rows": rows, "near": all(hit.near for hit in hits), "more": more}
