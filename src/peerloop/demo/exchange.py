"""Days that one may come along on, one that is agreed, and a place in another team that waits for a manager's yes."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.exchange.actions import (
    accept_guest,
    agree,
    ask_for_place,
    ask_to_come,
    offer_day,
    offer_place,
    take_day_off,
)
from peerloop.exchange.rules import Refused
from peerloop.kit import clock
from peerloop.people.models import Member

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.exchange.models import Day

TRIED = 10
FRIDAY = 4


def change_places(today: datetime) -> None:
    """Kofi and Noor offer days; Ines goes along with Noor and would like to work with Payments for some weeks."""
    ines, kofi, noor = (
        Member.objects.get(email=address(CAST[part][0])) for part in ("learner", "teacher", "moderator")
    )
    with clock.at(today - timedelta(hours=3)):
        _offer(
            kofi, _working_day(today, 9), "How a payment is followed from the click to the ledger, and who is called."
        )
        for ahead in range(5, 5 + TRIED):
            day = _offer(noor, _working_day(today, ahead), "A day at the desk: what people ask before they give up.")
            asked = ask_to_come(day, by=ines, word="I draw the pages that these people have in front of them.")
            try:
                accept_guest(asked, by=noor)
            except Refused:  # one of them has something else then
                take_day_off(day, by=noor)
                continue
            break
        place = offer_place(
            by=kofi,
            said="Take one refund rule from the complaint to the release, with somebody beside you.",
            starts_on=_working_day(today, 35),
            weeks=6,
            days=2,
        )
        rotation = ask_for_place(place, by=ines, word="I want to know what my drawings cost you.")
        agree(rotation, by=kofi)


def _offer(host: Member, day: date, said: str) -> Day:
    return offer_day(by=host, said=said, local_date=day, local_time=time(9), until=time(12, 30), seats=2)


def _working_day(today: datetime, ahead: int) -> date:
    day = (today + timedelta(days=ahead)).date()
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)
