"""One box over people and skills; each result with its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.people.access import opens, reader
from peerloop.people.queries import first_named
from peerloop.skills.queries import best_helpers, find_and_search, how_many_help, most_offered, wanted
from peerloop.web.find.asking import subject

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.skills.models import Skill

SKILLS = 8
PEOPLE = 10
HELPERS = 5


class Found(NamedTuple):
    """A skill that was found: how many can help, and the reader's own need of it."""

    skill: Skill
    helping: int
    need: int | None


@opens("find")
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Skills and people for ``?q=``; without it, what colleagues offer most."""
    member = reader(request)
    written = request.GET.get("q", "").strip()[:200]
    sought = subject(written)
    known, skills = find_and_search(sought, SKILLS) if sought else (None, most_offered(SKILLS))
    people = first_named(member, sought, at_most=PEOPLE + 1)
    helping = how_many_help(member, skills) if skills else {}
    needs = dict(wanted(member, tuple({skill.pk for skill in skills})))
    page = {
        "written": written,
        "sought": sought,
        "skills": skills,
        "rows": [Found(skill, helping.get(skill.pk, 0), needs.get(skill.pk)) for skill in skills],
        "skill": known,
        "helpers": best_helpers(member, known, at_most=HELPERS) if known else [],
        "people": people[:PEOPLE],
        "more_people": len(people) > PEOPLE,
    }
    return render(request, "find/find.html", page)
