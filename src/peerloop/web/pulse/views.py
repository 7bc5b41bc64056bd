"""The surveys there are, one of them, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from peerloop.people.access import opens, reader
from peerloop.people.rules import has_role
from peerloop.pulse.queries import (
    answer_of,
    answered_so_far,
    asked_count,
    draft_of,
    results,
    results_seen_by,
    signed_answers,
    surveys_answered_by,
    surveys_run_by,
    surveys_seen_by,
    surveys_waiting_for,
    wishes_seen_by,
)
from peerloop.pulse.questions import asked_in, options_of
from peerloop.pulse.rules import ORGANISING, state
from peerloop.skills.queries import needs_of
from peerloop.web.organise.pictures import bars

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.pulse.models import Answer, Survey

DRAWN, AT_ONCE = 24, 50


@opens("survey")
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's answer, then all that they may look at, the latest first."""
    member = reader(request)
    shown = surveys_seen_by(member).order_by("-made_at", "-pk")
    pages = Paginator(shown, AT_ONCE).get_page(request.GET.get("page"))
    page = {
        "waiting": list(surveys_waiting_for(member)),
        "pages": pages,
        "lines": [(one, state(one)) for one in pages.object_list],
        "organises": has_role(member, *ORGANISING),
    }
    return render(request, "pulse/surveys.html", page)


@opens("survey")
@require_safe
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """One survey: how it stands, and what the reader can do about it."""
    member = reader(request)
    return render(request, "pulse/survey.html", page_of(member, get_object_or_404(surveys_seen_by(member), pk=pk)))


@opens("survey-results")
@require_safe
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """What is told of it: gaps as a picture and its table, options, words; of all, or of one cell of the cut."""
    shown = get_object_or_404(results_seen_by(reader(request)), pk=pk)
    found = results(shown)
    cell = request.GET.get("cell", "")
    cell = cell if cell in found.cells else ""
    page = {
        "survey": shown,
        "results": found,
        "asked": asked_count(shown),
        "cell": cell,
        "picture": bars([gap.supply for gap in found.gaps[:DRAWN]]),
        "missing": [gap for gap in found.gaps if gap.supply.nobody_offers],
        "gaps": [(gap, gap.cells.get(cell)) for gap in found.gaps if not cell or cell in gap.cells],
        "options": [one.of(cell) for one in found.options if one.question.how == "several" or not cell],
        "organises": has_role(reader(request), *ORGANISING),
    }
    return render(request, "pulse/results.html", page)


def page_of(member: Member, shown: Survey) -> dict[str, Any]:
    """Return what the page of a survey shows to the member."""
    stands = state(shown)
    runs = surveys_run_by(member).filter(pk=shown.pk).exists()
    mine = answer_of(shown, member) if stands == "open" or shown.signed else None
    wanted = set(needs_of(member).values_list("skill", flat=True)) if mine else set()
    return {
        "survey": shown,
        "state": stands,
        "runs": runs,
        "asked": asked_count(shown) if stands != "draft" else None,
        "so_far": answered_so_far(shown) if stands == "open" else None,
        "may_answer": surveys_answered_by(member).filter(pk=shown.pk).exists(),
        "may_read": results_seen_by(member).filter(pk=shown.pk).exists(),
        "mine": said_in(shown, mine) if mine else [],
        "answered": mine is not None,
        "draft": draft_of(shown, member),
        "wishes": [(wish, wish.skill_id in wanted) for wish in wishes_seen_by(member).filter(answer__survey=shown)],
        "questions": [
            (one.says[shown.kind], [words for _code, words in options_of(one)]) for one in asked_in(shown.asks)
        ],
        "signed": [(one, said_in(shown, one)) for one in signed_answers(shown, member)] if runs else [],
    }


def said_in(shown: Survey, answer: Answer) -> list[tuple[str, list[str]]]:
    """Return an answer as words, by question."""
    lines: list[tuple[str, list[str]]] = []
    for one in asked_in(shown.asks):
        if one.how == "skills":
            words = [f"{wish.skill.name} ({wish.get_level_display()})" for wish in answer.wishes.all()]
        else:
            said = answer.said.get(one.code, [])
            named = dict(options_of(one))
            words = [named.get(code, code) for code in ([said] if isinstance(said, str) else said)]
        if words:
            lines.append((str(one.says[shown.kind]), words))
    return lines
