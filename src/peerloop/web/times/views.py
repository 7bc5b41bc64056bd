"""The page on which an hour is found, and the click that takes it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.kit.text import listed
from peerloop.people.access import opens, reader
from peerloop.times.actions import take_hour
from peerloop.times.queries import best_hours, borne_with, ledger_of
from peerloop.times.rules import LEAD
from peerloop.times.weeks import free_weeks
from peerloop.web.sessions.days import day_said
from peerloop.web.templatetags.shown import first_name
from peerloop.web.times.choosing import chosen
from peerloop.web.times.forms import ChooseForm, TakeForm
from peerloop.web.times.picture import by_person, elsewhere, in_counts

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.web.times.choosing import Chosen

KEPT = ("minutes", "first", "days", "session")
LEDGER = 5


@opens("times", "find")
@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """Whom one has chosen, the best hours, and when everybody is free."""
    return render(request, "times/times.html", _page(reader(request), request.GET, None))


@opens("times", "take")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Announce the session at the hour that was clicked, and invite the others."""
    member, form = reader(request), TakeForm(request.POST)
    page = _page(member, request.POST, form)
    if not page["chosen"].others:
        page["chosen"].trouble.append(_("Choose at least one colleague."))
    if form.is_valid() and page["choose"].is_valid():
        what = dict(form.cleaned_data)
        try:
            taken = take_hour(page["chosen"].members, by=member, minutes=page["choose"].cleaned_data["minutes"], **what)
        except ValidationError as refused:
            form.add_error(None, [*refused.messages])
        else:
            _tell(request, taken.asked, taken.full)
            return HttpResponseRedirect(reverse("sessions:session", args=[taken.session.pk]), status=303)
    return render(request, "times/times.html", page, status=422)


def _tell(request: HttpRequest, asked: list[Member], full: list[Member]) -> None:
    words = ngettext("Booked. One person is invited.", "Booked. %(count)s people are invited.", len(asked))
    messages.success(request, words % {"count": len(asked)})
    if full:
        told = _("Not invited, as it would overrun their hours for this week: %(names)s. You can do so all the same.")
        messages.warning(request, told % {"names": listed([member.name for member in full])})


def _page(member: Member, said: QueryDict, form: TakeForm | None) -> dict[str, Any]:
    choose = ChooseForm(said, reader=member, now=now())
    asked = choose.is_valid()
    who = chosen(member, said, choose.cleaned_data.get("name", ""), choose.cleaned_data.get("team", ""))
    page = {"choose": choose, "chosen": who, "form": form, "ledger": ledger_of(member)[:LEDGER], "shown": False}
    if asked and who.others:
        page |= _hours(member, who, choose.cleaned_data, said.get("day", ""))
        page["form"] = form or TakeForm(initial={"title": _title(who), "uid": uuid4(), "kind": _kind(who)})
        page["here"] = _address(who, said)
    return page


def _hours(member: Member, who: Chosen, asked: dict[str, Any], said_day: str) -> dict[str, Any]:
    """What can be seen of the span: the best hours, and the picture of the seven days around one of them."""
    zone, minutes, first = member.time_zone, asked["minutes"], asked["first"]
    begins = datetime.combine(first, time.min, ZoneInfo(zone))
    after, until = max(begins, now() + LEAD), begins + timedelta(days=asked["days"])
    weeks = free_weeks(who.members, after, until, minutes=minutes)
    hours = best_hours(
        who.members, minutes, after=after, until=until, zone=zone, needed=[member.pk],
        borne=borne_with(who.members, member), weeks=weeks,
    )  # fmt: skip
    best = hours[0].starts_at.astimezone(ZoneInfo(zone)).date() if hours else first
    day = min(max(day_said(said_day, otherwise=best), first), first + timedelta(days=asked["days"] - 1))
    days = _seven(first, day, asked["days"])
    everybody = len(who.members)
    return {
        "shown": True,
        "hours": [
            {"hour": hour, "all": len(hour.present) == everybody, "missing": everybody - len(hour.present),
             "coming": len(hour.present), "elsewhere": elsewhere(hour, who.members, zone)} for hour in hours
        ],
        "everybody": everybody,
        "common": bool(hours) and len(hours[0].present) == everybody,
        "day": day,
        "days": days,
        "earlier": days[0] - timedelta(days=7) if days[0] > first else None,
        "later": days[-1] + timedelta(days=1) if (days[-1] - first).days + 1 < asked["days"] else None,
        "rows": in_counts(days, who.members, weeks, zone),
        "people": by_person(day, who.members, weeks, zone),
    }  # fmt: skip


def _seven(first: date, day: date, days: int) -> list[date]:
    start = (day - first).days // 7 * 7
    return [first + timedelta(days=start + number) for number in range(min(7, days - start))]


def _title(who: Chosen) -> str:
    if who.session and who.session.title:
        return who.session.title
    names = [first_name(member.name) for member in who.members]
    if len(names) > 4:
        told = _("%(names)s and %(count)s others")
        return (told % {"names": ", ".join(names[:3]), "count": len(names) - 3})[:120]
    return listed(names)[:120]


def _kind(who: Chosen) -> str:
    if who.session:
        return who.session.kind
    return "one_to_one" if len(who.members) == 2 else "workshop"


def _address(who: Chosen, said: QueryDict) -> str:
    """Return the question of the page's own address, less the day that is looked at."""
    kept = QueryDict(mutable=True)
    kept.setlist("with", [str(member.pk) for member in who.others])
    for name in KEPT:
        if value := said.get(name):
            kept[name] = str(value)
    return kept.urlencode()
