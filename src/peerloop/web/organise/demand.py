"""What people want to learn, beside what colleagues can help with: as it was told at the last weekly close."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.matchmaking.queries import runs_seen_by
from peerloop.matchmaking.queries.appeals import calls_of
from peerloop.people.access import opens, reader
from peerloop.skills.actions import close_week
from peerloop.skills.queries import (
    by_team,
    closes_freely,
    hang_on_few,
    last_close,
    next_close,
    nobody_offers,
    over_time,
    skills_seen_by,
    supply_and_demand,
    teams_told,
    weeks_told,
)
from peerloop.web.organise.pictures import bars, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from peerloop.people.models import Team
    from peerloop.skills.queries import Supply
    from peerloop.web.organise.pictures import Lines

DRAWN, AT_ONCE, LISTED = 24, 50, 12
LONGEST_WORD = 80
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Row(NamedTuple):
    """A skill in the table, with its lines over the weeks."""

    supply: Supply
    lines: Lines


class Chosen(NamedTuple):
    """What of it the reader wants to see."""

    teams: list[Team]
    team: Team | None
    word: str

    @property
    def pk(self) -> int | None:
        """The id of the team, None for everybody."""
        return self.team.pk if self.team else None


@opens("demand", "see")
@require_safe
def demand(request: HttpRequest) -> HttpResponse:
    """Show what is missing, the most wanted skills as bars, and all that is told as a table."""
    chosen = chosen_in(request)
    everything = supply_and_demand()
    shown = supply_and_demand(team=chosen.pk, word=chosen.word) if chosen.team or chosen.word else everything
    pages = Paginator(shown, AT_ONCE).get_page(request.GET.get("page"))
    weeks = over_time([row.skill for row in pages.object_list], team=chosen.pk)
    missing, hanging = nobody_offers(everything), hang_on_few(everything)
    page = {
        "chosen": chosen,
        "pages": pages,
        "table": [Row(row, lines(weeks[row.skill])) for row in pages.object_list],
        "picture": bars(shown[:DRAWN]) if pages.number == 1 else None,
        "more": max(0, len(shown) - DRAWN),
        "missing": missing[:LISTED],
        "more_missing": max(0, len(missing) - LISTED),
        "hanging": hanging[:LISTED],
        "more_hanging": max(0, len(hanging) - LISTED),
        "query": request.GET.urlencode(),
    }
    return render(request, "organise/demand.html", page | times(request))


@opens("demand", "see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a skill over the weeks, and by team as of the last close."""
    skill = get_object_or_404(skills_seen_by(reader(request)), pk=pk)
    weeks = over_time([skill.pk])[skill.pk]
    told = next((row for row in supply_and_demand() if row.skill == skill.pk), None)
    page = {
        "skill": skill,
        "told": told,
        "appeal": _appeal(request, skill.pk),
        "weeks": weeks[::-1],
        "by_team": by_team(skill.pk),
        "lines": lines(weeks, width=600, height=180),
    }
    return render(request, "organise/demand_of.html", page | times(request))


@opens("demand", "see")
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Give what was told, week by week, as a CSV that spreadsheets open; a cell that is not told is empty."""
    chosen = chosen_in(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="demand.csv"'
    answer.write("\ufeff")  # without it spreadsheets take UTF-8 for something older
    csv.writer(answer).writerows(_cells(chosen))
    return answer


@opens("demand", "close")
@require_POST
def closing(request: HttpRequest) -> HttpResponse:
    """Take the counts now, while they may be taken at any time."""
    close_week(reader(request))
    messages.success(request, _("The counts are up to date."))
    return HttpResponseRedirect(reverse("organise:demand"), status=303)


def _appeal(request: HttpRequest, skill: int) -> str | None:
    """Return where those who might help are asked, where the reader sees a run that says that more would serve many."""
    run = runs_seen_by(reader(request)).filter(finished_at__isnull=False).order_by("-started_at", "-pk").first()
    if run is None or skill not in {call.skill.pk for call in calls_of(run)}:
        return None
    return reverse("organise:appeal", args=[run.pk, skill])


def chosen_in(request: HttpRequest) -> Chosen:
    """Return the team and the word of the address; a team of which nothing is told is everybody."""
    teams = teams_told()
    team = next((one for one in teams if str(one.pk) == request.GET.get("team")), None)
    return Chosen(teams, team, request.GET.get("word", "").strip()[:LONGEST_WORD])


def times(request: HttpRequest) -> dict[str, object]:
    """Return as of when is told, when the next counts are taken, and whether the reader may have them now."""
    roles = reader(request).roles
    return {
        "as_of": last_close(),
        "next": next_close(),
        "may_close": not roles.isdisjoint({"organiser", "administrator"}) and closes_freely(),
        "organises": not roles.isdisjoint({"organiser", "administrator"}),
    }


def _cells(chosen: Chosen) -> Iterator[list[str]]:
    yield [
        _("As of"), _("Team"), _("Skill"), _("Want to learn it, about"), _("Can help with it, about"),
        _("Find no free place, about"), _("Hangs on"),
    ]  # fmt: skip
    team = chosen.team.name if chosen.team else _("everybody")
    for at, row in weeks_told(team=chosen.pk, word=chosen.word):
        numbers = (row.wanted, row.offered, row.unserved, row.hangs_on)
        yield [
            f"{at:%Y-%m-%d}",
            no_formula(team),
            no_formula(row.name),
            *("" if n is None else str(n) for n in numbers),
        ]


def no_formula(text: str) -> str:
    """Return ``text`` as spreadsheets take it for text; the apostrophe goes again when it is imported."""
    return f"'{text}" if text.startswith(FORMULA) else text
