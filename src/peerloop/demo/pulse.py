"""What the company has asked: a survey whose results are told, one that is open, a course for what nobody knows."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from peerloop.kit import clock
from peerloop.people.models import Member, Role
from peerloop.people.queries import everybody_below
from peerloop.pulse.actions import (
    agree_to_interview,
    answer_survey,
    close_survey,
    find_outside,
    note_interview,
    open_survey,
    set_up_survey,
)
from peerloop.pulse.masking import FEWEST_ASKED
from peerloop.pulse.queries import results
from peerloop.pulse.queries.audience import audience
from peerloop.skills.models import Need, Skill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerloop.pulse.models import Survey

SEED = 20261
ANSWERING, ASKED = 160, ("skills", "formats", "times", "often", "words")
TIMES, OFTEN = ("morning", "midday", "afternoon", "evening"), ("weekly", "fortnightly", "monthly")
WORDS = (
    "Short, please: half an hour over lunch is what I can spare.",
    "I would rather ask somebody than take a course.",
    "Could the recordings be kept somewhere?",
    "In my team nobody dares to say that they do not know something.",
    "I could show others how we test, if somebody asked me.",
    "Not on Mondays.",
    "More of the sessions where two teams meet.",
    "English is fine, but slowly.",
    "It helped that my buddy was from another team.",
    "I like the small groups best.",
    "A list of who knows what would save me hours.",
    "Nothing, thank you.",
)


def ask_what_is_needed(today: datetime) -> None:
    """Ask everybody two weeks ago and tell the results; ask again, the leaders this time, and look outside."""
    random = Random(SEED)
    organiser = Member.objects.present().filter(role_grants__role=Role.ORGANISER).order_by("pk")[0]
    with clock.at(today - timedelta(days=18)):
        survey = _opened(organiser, 1, "What do you want to learn this winter?", today - timedelta(days=4))
    wanted = [Skill.objects.get(pk=pk) for pk in _most_wanted()]
    members = list(audience(survey)[: 2 * ANSWERING])
    with clock.at(today - timedelta(days=9)):
        for number, member in enumerate(random.sample(members, min(ANSWERING, len(members)))):
            wishes = [(skill, random.randint(2, 5), random.choice(("any", "weeks"))) for skill in _some(random, wanted)]
            said = {
                "formats": random.sample(("lunch_and_learn", "mentoring", "demo", "office_hours"), 2),
                "times": random.sample(TIMES, 2),
                "often": random.choice(OFTEN),
                "words": WORDS[number] if number < len(WORDS) else "",
            }
            answer_survey(survey, by=member, said=said, wishes=wishes)
    with clock.at(today - timedelta(days=4)):
        close_survey(survey, by=None)
    with clock.at(today - timedelta(days=3)):
        _look_outside(survey, organiser)
        if Member.objects.present().exclude(manager=None).values("manager").distinct().count() >= FEWEST_ASKED:
            _opened(organiser, 2, "What do your people need?", today + timedelta(days=9), kind="leaders")
        _talk(organiser, members)


def _opened(by: Member, number: int, title: str, closes_at: datetime, kind: str = "needs") -> Survey:
    asks = [code for code in ASKED if kind == "needs" or code != "formats"]
    survey = set_up_survey(
        by=by, uid=UUID(int=SEED + number), title=title, kind=kind, asks=asks, closes_at=closes_at, cut="team",
        lead="The answers decide which sessions we hold next quarter.",
    )  # fmt: skip
    return open_survey(survey, by=by)


def _most_wanted() -> list[int]:
    from django.db.models import Count

    rows = Need.objects.order_by().values("skill").annotate(count=Count("pk")).order_by("-count", "skill")
    return [row["skill"] for row in rows[:9]]


def _some(random: Random, wanted: list[Skill]) -> Iterator[Skill]:
    """Yield up to three skills, the first ones more often."""
    places = {min(int(random.expovariate(0.35)), len(wanted) - 1) for _ in range(3)} if wanted else set()
    yield from (wanted[place] for place in sorted(places))


def _look_outside(survey: Survey, by: Member) -> None:
    gaps = results(survey).gaps
    for gap in [gap for gap in gaps if gap.supply.nobody_offers][:1] or gaps[:1]:
        find_outside(
            by=by, uid=UUID(int=SEED + 3), skill=Skill.objects.get(pk=gap.supply.skill), kind="course",
            title="Two days for beginners", link="https://example.org/courses/beginners",
            about="In person or online, in groups of eight.", cost_from=450, cost_to=700, currency="EUR",
        )  # fmt: skip


def _talk(by: Member, members: list[Member]) -> None:
    below = everybody_below(by)
    other = next(one for one in members if one.pk != by.pk and one.pk not in below)
    words = "Learns best by watching somebody for an hour. Would show how the weekly figures are made, if asked."
    agree_to_interview(note_interview(other, by=by, uid=UUID(int=SEED + 4), words=words), by=other)
