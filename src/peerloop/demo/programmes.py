"""A mentoring season that is under way, with its pack; and a draft for those who are new."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.insight.actions import add_evidence, add_means
from peerloop.kit import clock
from peerloop.people.models import Member
from peerloop.programmes.actions import (
    invite_audience,
    join_programme,
    name_obstacle,
    note_amount,
    open_programme,
    publish_figures,
    set_up_programme,
)
from peerloop.programmes.rules import Aim
from peerloop.programmes.templates import TEMPLATES

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.programmes.models import Programme

WEEKS, JOINED_EACH_WEEK = 7, 6
IN_THE_WAY = ("no_time", "no_time", "nobody", "no_time", "manager", "no_time", "no_time", "nobody", "no_time", "nobody")


def run_programmes(today: datetime) -> None:
    """Open a season seven weeks ago, let members join it week by week, and set up what comes next."""
    organiser = _cast("organiser")
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS)
    like = TEMPLATES["mentoring"]
    waiting = Aim("Days until a newcomer has somebody to ask", Decimal(5), "days", "by_hand", Decimal(19), "HR, spring")
    with clock.at(monday - timedelta(days=10)):
        season = set_up_programme(
            by=organiser, title="Autumn of mentoring", why=str(like.why), sponsor=_cast("moderator"),
            starts_on=monday.date(), ends_on=like.ends_on(monday.date()), allowance=like.allowance,
            formats=like.formats, objectives=[*like.objectives(), waiting],
            timetable=like.timetable(monday.date()), template=like.code,
        )  # fmt: skip
        _fill_pack(season, organiser)
        open_programme(season, by=organiser, anyway=True)
        invite_audience(season, by=organiser)
    others = Member.objects.present().exclude(email__in=[address(name) for name, _team in CAST.values()])
    people = [_cast("learner"), _cast("teacher"), *others.order_by("pk")[: WEEKS * JOINED_EACH_WEEK]]
    for week in range(WEEKS):
        with clock.at(monday + timedelta(weeks=week) - timedelta(days=3)):
            for member in people[week * JOINED_EACH_WEEK : (week + 1) * JOINED_EACH_WEEK]:
                join_programme(season, by=member)
        with clock.at(monday + timedelta(weeks=week, days=4)):
            if week == 2:
                for member, kind in zip(people, IN_THE_WAY, strict=False):
                    name_obstacle(season, kind, by=member)
        with clock.at(monday + timedelta(weeks=week + 1)):
            publish_figures(season)
    days = season.objectives.get(measured="by_hand")
    with clock.at(today - timedelta(days=2)):
        on = (today - timedelta(days=3)).date()
        note_amount(days, by=organiser, value=Decimal(12), on=on, source="HR, survey of October’s newcomers")
        coming = TEMPLATES["onboarding"]
        starts_on = (monday + timedelta(weeks=WEEKS + 4)).date()
        set_up_programme(
            by=organiser, title=str(coming.title), why=str(coming.why), starts_on=starts_on, allowance=coming.allowance,
            formats=coming.formats, objectives=coming.objectives(), timetable=coming.timetable(starts_on),
            template=coming.code,
        )  # fmt: skip


def _fill_pack(season: Programme, organiser: Member) -> None:
    add_evidence(
        season, by=organiser, claim="A newcomer waits nineteen days for somebody to ask.", source="HR, spring",
    )  # fmt: skip
    add_means(season, by=organiser, what="Time of whoever runs it, two hours a week")
    add_means(season, by=organiser, what="Lunch at kick-off", least=Decimal(300), most=Decimal(450), currency="EUR")


def _cast(part: str) -> Member:
    return Member.objects.get(email=address(CAST[part][0]))
