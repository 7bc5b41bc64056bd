"""Who may lead a circle in the demo, and a lesson that two peers have found ready."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.people.models import Member
from peerloop.schedule.actions import join_session
from peerloop.skills.models import Offer
from peerloop.vetting.actions import plan_teach_back, say_remark, take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerloop.vetting.models import TeachBack

RIGHT = {one.code: one.right for one in QUESTIONS}
WORDS = (
    ("The first example: I could do it myself after two minutes.", "Say at the start what we need to know already."),
    ("You waited after each question. That gave me the time to think.", ""),
)


def practise(today: datetime) -> None:
    """Let the facilitator of the cast and some more pass the course, and vet the first lesson that finds an hour."""
    with clock.at(today - timedelta(days=40)):
        for member in [Member.objects.get(email=address(CAST["facilitator"][0])), *_crowd()[:12]]:
            take_check(RIGHT, by=member)
    with clock.at(today - timedelta(days=20)):
        made = next(_lessons(today - timedelta(days=16)), None)
    if made is None:
        return
    with clock.at(made.session.ends_at):
        marks = ({"goal": 3, "steps": 3, "checks": 2, "time": 3}, {"goal": 3, "steps": 2, "checks": 3, "time": 3})
        for part, said, (worked, change) in zip(_peers(made), marks, WORDS, strict=True):
            say_remark(made, marks=said, worked=worked, change=change, ready=True, by=part)


def _crowd() -> list[Member]:
    cast = [address(name) for name, _team in CAST.values()]
    return list(Member.objects.present().exclude(email__in=cast).order_by("pk")[:60])


def _lessons(day: datetime) -> Iterator[TeachBack]:
    """Yield lessons that come about: of whoever offers something, before two who are free then."""
    crowd = _crowd()
    offers = Offer.objects.filter(member__in=crowd[:20], confirmed_at__isnull=False).select_related("member", "skill")
    for offer in offers.order_by("pk"):
        local = day.astimezone(ZoneInfo(offer.member.time_zone)).date()
        for peers in islice(zip(crowd[20::2], crowd[21::2], strict=False), 10):
            try:
                made = plan_teach_back(
                    offer, peers=list(peers), by=offer.member, wish="Do I go too fast?", local_date=local,
                    local_time=time(11), anyway=True,
                )  # fmt: skip
                for peer in peers:
                    join_session(made.session, by=peer)
            except ValidationError:
                continue
            yield made


def _peers(made: TeachBack) -> list[Member]:
    there = made.session.participations.exclude(member=made.offer.member_id).order_by("pk")
    return [one.member for one in there.select_related("member")]
