"""What the pages of series and office hours are shown with: Bo gives a workshop each week, and has an office hour."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from peerloop.kit.clock import now
from peerloop.officehours.actions import answer_together, call_next, come, offer_hour
from peerloop.officehours.models import Joint, Visit
from peerloop.officehours.queries import dates_of
from peerloop.series.actions import join_series, lead_too, skip_days, start_series
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    from peerloop.officehours.models import OfficeHour
    from peerloop.people.models import Member
    from peerloop.series.models import Series

SAME = "How do lifetimes work in Rust?"


def in_days(days: int) -> date:
    return now().date() + timedelta(days=days)


def terms(title: str, **otherwise: Any) -> Terms:
    usual: dict[str, Any] = {
        "starts_on": in_days(7), "repeats": "weekly", "times": 6, "local_time": time(12, 0), "zone": "UTC",
        "minutes": 60, "place": "Room 4",
    }  # fmt: skip
    return Terms(**usual | otherwise, title=title)


def a_series(bo: Member, charlie: Member, alice: Member) -> Series:
    about = "We read one query each week\nand make it quick."
    made = start_series(by=bo, kind="workshop", terms=terms("Quick queries", capacity=8, about=about), co_lead=charlie)
    lead_too(made.series, by=charlie)
    join_series(made.series, by=alice)
    third = made.series.occurrences.order_by("date")[2].date
    skip_days(made.series, by=bo, first=third, last=third, word="Holidays")
    return made.series


def full(bo: Member, charlie: Member, alice: Member) -> str:
    return f"/series/{a_series(bo, charlie, alice).pk}"


def all_series(bo: Member, charlie: Member, alice: Member, dana: Member) -> str:
    a_series(bo, charlie, alice)
    start_series(by=dana, kind="demo", terms=terms("What we have built", repeats="monthly_last_weekday"))
    return "/series"


def following(bo: Member, charlie: Member, alice: Member) -> str:
    return f"/series/dates/{a_series(bo, charlie, alice).occurrences.order_by('date')[1].pk}/following"


def coming_back(bo: Member, charlie: Member, alice: Member) -> str:
    return f"/series/dates/{a_series(bo, charlie, alice).occurrences.order_by('date')[2].pk}/return"


def an_hour(bo: Member, minutes_from_now: int = 10) -> OfficeHour:
    """It begins in some minutes, by the wall clock of UTC."""
    at: datetime = now() + timedelta(minutes=minutes_from_now)
    said = terms("Ask me about Rust", starts_on=at.date(), local_time=at.time().replace(second=0, microsecond=0))
    return offer_hour(by=bo, terms=said, slot=10)[0]


def hours(bo: Member, alice: Member, charlie: Member) -> str:
    hour = an_hour(bo)
    come(hour, dates_of(hour)[0], by=alice, text=SAME)
    an_hour(charlie, 60)
    an_hour(alice, 180)
    return "/office-hours"


def to_come_to(bo: Member) -> str:
    return f"/office-hours/{an_hour(bo).pk}"


def waiting(bo: Member, alice: Member, charlie: Member, dana: Member) -> str:
    """Charlie may have Alice's question, and has said yes."""
    hour = an_hour(bo)
    for member, text in ((dana, "A word about my plan"), (charlie, SAME), (alice, SAME)):
        come(hour, dates_of(hour)[0], by=member, text=text)
    answer_together(Joint.objects.get(), by=charlie, yes=True)
    return f"/office-hours/visits/{Visit.objects.get(member=alice).pk}"


def together(bo: Member, alice: Member, charlie: Member, dana: Member) -> str:
    address = waiting(bo, alice, charlie, dana)
    answer_together(Joint.objects.get(), by=alice, yes=True)
    return address


def called(bo: Member, alice: Member) -> str:
    hour = an_hour(bo)
    visit = come(hour, dates_of(hour)[0], by=alice, text=SAME)
    call_next(hour, dates_of(hour)[0], by=bo, seen=0)
    return f"/office-hours/visits/{visit.pk}"


def queue(bo: Member, alice: Member, charlie: Member, dana: Member) -> str:
    """Dana is in; Charlie and Alice wait, perhaps with the same question."""
    waiting(bo, alice, charlie, dana)
    visit = Visit.objects.get(member=dana)
    call_next(visit.hour, visit.session, by=bo, seen=0)
    return f"/office-hours/{visit.hour_id}/queue"


def empty_queue(bo: Member) -> str:
    return f"/office-hours/{an_hour(bo).pk}/queue"


def found(bo: Member) -> str:
    an_hour(bo)
    return "/find?q=Ask+me+about+Rust"
