"""What a form was asked with: its skill, and what was posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from peerloop.people.access import reader
from peerloop.skills.queries import find_skill, skills_seen_by
from peerloop.skills.queries.merged import standing

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from peerloop.skills.models import Skill

LONGEST_ID = 15


def asked_skill(request: HttpRequest) -> Skill | None:
    """Return the skill of ``?skill=ID`` (404 where there is none) or of ``?name=…`` where it is known."""
    given = request.GET.get("skill", "")
    if given:
        pk = int(given) if given.isdecimal() and len(given) <= LONGEST_ID else 0
        return get_object_or_404(skills_seen_by(reader(request)), pk=standing(reader(request), pk))
    return find_skill(asked_name(request))


def asked_name(request: HttpRequest) -> str:
    """Return the name in ``?name=…``, "" for none."""
    return request.GET.get("name", "")[:200].strip()


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: what was posted, also where that is nothing."""
    return request.POST if request.method == "POST" else None
