"""What is offered, and what the reader has asked and is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.exchange import queries
from peerloop.exchange.rules import is_open, parts_of
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.exchange.models import Rotation
    from peerloop.people.models import Member

FEW, A_PAGE, LATEST = 4, 20, 20


@opens("exchange", "see")
@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """The next days and places, and one's own matters."""
    member = reader(request)
    days = queries.latest_day_requests(member, at_most=LATEST)
    rotations = queries.latest_rotations(member, at_most=LATEST)
    asked_day = [one for one in days if one.day.host_id == member.pk and is_open(one)]
    asked_weeks = [one for one in rotations if is_open(one) and _waits(one, member)]
    page = {
        "open_days": list(queries.open_days(member)[:FEW]),
        "open_places": list(queries.open_places(member)[:FEW]),
        "own_days": queries.own_days(member),
        "own_places": queries.own_places(member),
        "asked_days": asked_day,
        "asked_weeks": asked_weeks,
        "my_days": [one for one in days if one not in asked_day],
        "my_weeks": [one for one in rotations if one not in asked_weeks],
        "few": FEW,
    }
    return render(request, "exchange/exchange.html", page)


@opens("exchange", "see")
@require_safe
def all_days(request: HttpRequest) -> HttpResponse:
    """All days that are offered."""
    page = Paginator(queries.open_days(reader(request)), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "exchange/days.html", {"page": page})


@opens("exchange", "see")
@require_safe
def all_places(request: HttpRequest) -> HttpResponse:
    """All places that are offered."""
    page = Paginator(queries.open_places(reader(request)), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "exchange/places.html", {"page": page})


def _waits(rotation: Rotation, member: Member) -> bool:
    """Whether it waits for the member's yes."""
    return bool(set(parts_of(rotation, member)) - {one.part for one in rotation.consents.all()})
