"""A sheet of what you have given: you pick, you see what its reader will see, then you print it or take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peerloop.intake.queries.export import guarded
from peerloop.intake.rules.spreadsheets import TYPES, written
from peerloop.people.access import opens, reader
from peerloop.recognition.queries import contributions_of, thanks_to_take_along
from peerloop.web.recognition.seasons import by_season, proofs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from peerloop.people.models import Member
    from peerloop.recognition.models import Contribution, Thanked

MOST = 500


@opens("contribution", "see")
@require_safe
def sheet(request: HttpRequest) -> HttpResponseBase:
    """Without ``?item=`` and ``?thanks=`` everything that could be picked; with them what the reader will see."""
    member = reader(request)
    rows, thanks = _picked(request, member)
    context = {
        "chosen": "item" in request.GET or "thanks" in request.GET,
        "seasons": by_season(proofs(rows)),
        "thanks": thanks,
        "query": request.GET.urlencode(),
    }
    return render(request, "recognition/sheet.html", context)


@opens("contribution", "see")
@require_safe
def as_file(request: HttpRequest) -> HttpResponseBase:
    """The same as a file for a spreadsheet."""
    rows, thanks = _picked(request, reader(request))
    lines = [[_("Day"), _("What"), _("Skill"), _("Minutes"), _("A line about it")]]
    lines += [
        [
            localtime(row.at).date().isoformat(),
            row.get_kind_display(),
            row.skill.name if row.skill else "",
            str(row.minutes or ""),
            row.note,
        ]
        for row in rows
    ]
    for one in thanks:
        skill = one.kudos.skill.name if one.kudos.skill else ""
        day = localtime(one.kudos.at).date().isoformat()
        lines.append([day, _("Thanks from %(name)s") % {"name": one.kudos.by.name}, skill, "", one.kudos.text])
    harmless = ([guarded(cell) for cell in line] for line in lines)
    told = StreamingHttpResponse(written(harmless, "csv"), content_type=TYPES["csv"])
    name = _("what-i-have-given") + f"-{date_format(localtime(), 'Y-m-d')}.csv"
    told["Content-Disposition"] = f'attachment; filename="{name}"'
    return told


def _picked(request: HttpRequest, member: Member) -> tuple[list[Contribution], list[Thanked]]:
    """What is picked; all of it where nothing is. Only what is the member's own and not left out can be."""
    rows = contributions_of(member).filter(hidden_at=None).select_related("skill").order_by("-at", "-pk")
    thanks = thanks_to_take_along(member)
    if "item" in request.GET or "thanks" in request.GET:
        rows, thanks = rows.filter(pk__in=_ids(request, "item")), thanks.filter(pk__in=_ids(request, "thanks"))
    return list(rows[:MOST]), list(thanks[:MOST])


def _ids(request: HttpRequest, name: str) -> list[int]:
    return [int(one) for one in request.GET.getlist(name)[:MOST] if one.isdecimal() and len(one) <= 15]
