"""Thirty colleagues in four zones whose weeks are half full, one of them with 500 sessions to come.

Run as a module in a process of its own: ``python -m benchmarks.house.schedule`` prints the sessions' keys, the pages to
ask for, and how our common hours and agenda compare with plain loops over the same rows, as JSON.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from benchmarks.figure import timed

if TYPE_CHECKING:
    from peerloop.people.models import Member

ZONES = ("Europe/Lisbon", "Europe/Berlin", "Asia/Kolkata", "Africa/Lagos")
PEOPLE, SESSIONS, SEED, LENGTH, REPEATS = 30, 500, 7, 4, 5
QUARTER, FORTNIGHT = timedelta(minutes=15), timedelta(days=14)


def load() -> dict[str, Any]:
    """Load them and return what the benchmark asks for."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction
    from django.urls import reverse

    from benchmarks.house.company import session_of

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        members = _people()
    return {
        "session": session_of(members[0], settings.AUTHENTICATION_BACKENDS[0]),
        "bare session": session_of(members[0], "django.contrib.auth.backends.ModelBackend"),
        "pages": {
            "An hour for 30": reverse("times:times") + "?" + "&".join(f"with={one.pk}" for one in members[1:]),
            "Agenda with 500 sessions": reverse("sessions:calendar"),
        },
        "loops": [_hours(members), _agenda(members[0])],
    }


def _people() -> list[Member]:
    """Make them, each taken for some forty hours of the next fortnight, and the first one's sessions."""
    from peerloop.calendars.models import Busy
    from peerloop.kit.clock import now
    from peerloop.people.actions import join
    from peerloop.schedule.models import Confirmation, Participation, Session
    from peerloop.skills.actions import propose_skill

    chance, start = Random(SEED), now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    members = [
        join(name=f"Member {one}", email=f"m{one}@example.org", time_zone=ZONES[one % len(ZONES)], weekly_hours=40)
        for one in range(PEOPLE)
    ]
    for member in members:
        begins = (start + timedelta(days=day, hours=chance.randrange(24)) for day in range(14))
        Busy.objects.bulk_create(Busy(member=member, starts_at=one, ends_at=one + timedelta(hours=3)) for one in begins)
    skill, other = propose_skill("Rust", by=None), join(name="The other", email="other@example.org")
    for number in range(SESSIONS):
        moment = start + timedelta(days=20 + number // 8, hours=number % 8 * 2)
        session = Session.objects.create(
            skill=skill, local_date=moment.date(), local_time=moment.time(), zone="UTC", minutes=30,
            starts_at=moment, ends_at=moment + timedelta(minutes=30),
        )  # fmt: skip
        Confirmation.objects.create(session=session)
        Participation.objects.create(session=session, member=members[0], part=Participation.Part.LEARNER)
        Participation.objects.create(session=session, member=other, part=Participation.Part.TEACHER)
    return members


def _hours(members: list[Member]) -> dict[str, Any]:
    """Compare the hours at which all can meet with a loop over every quarter-hour, member and taken hour."""
    from peerloop.engines.slots import common, instants
    from peerloop.kit.clock import now
    from peerloop.people.week import unpack
    from peerloop.schedule.queries import busy
    from peerloop.times.queries import best_hours
    from peerloop.times.weeks import free_weeks

    after = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    until = after + FORTNIGHT
    best_hours(members, 60, after=after, until=until, zone="UTC")  # what the first call of a process pays for
    with timed() as ours:
        for _time in range(REPEATS):
            best_hours(members, 60, after=after, until=until, zone="UTC")
    found: dict[datetime, int] = {}
    for week in free_weeks(members, after, until, minutes=60):
        slots = common(week.bits, members=PEOPLE, least=1, length=LENGTH)
        found |= zip(instants(week.monday, slots.start), slots.present.sum(axis=1).tolist(), strict=True)
    with timed() as plain:
        taken = busy([member.pk for member in members], after, until)
        free = {member.pk: (unpack(bytes(member.week)), ZoneInfo(member.time_zone)) for member in members}
        walked = {
            moment: sum(all(_is_free(who, moment + n * QUARTER, free, taken) for n in range(LENGTH)) for who in free)
            for moment in _moments(after, until)
        }
    inside = {moment: count for moment, count in walked.items() if count and _one_week(moment)}
    return _loop("Who of 30 can when", ours.cpu_seconds / REPEATS, plain.cpu_seconds, alike=found == inside)


def _moments(after: datetime, until: datetime) -> list[datetime]:
    count = (until - after) // QUARTER - LENGTH + 1
    return [after + number * QUARTER for number in range(count)]


def _is_free(who: int, moment: datetime, free: dict[int, Any], taken: list[tuple[int, datetime, datetime]]) -> bool:
    week, zone = free[who]
    local = moment.astimezone(zone)
    if local.weekday() * 96 + local.hour * 4 + local.minute // 15 not in week:
        return False
    return not any(one == who and start < moment + QUARTER and end > moment for one, start, end in taken)


def _one_week(moment: datetime) -> bool:
    """Whether an hour from then on lies within one UTC week, as the engine's weeks do."""
    last = moment + (LENGTH - 1) * QUARTER
    return moment.astimezone(UTC).isocalendar()[:2] == last.astimezone(UTC).isocalendar()[:2]


def _agenda(member: Member) -> dict[str, Any]:
    """Compare reading all 500 sessions at once with reading one after the other."""
    from peerloop.kit.clock import now
    from peerloop.schedule.queries import coming, sessions_seen_by

    at_once = [session.pk for session in coming(member, now(), at_most=SESSIONS)]
    with timed() as ours:
        for _time in range(REPEATS):
            coming(member, now(), at_most=SESSIONS)
    with timed() as plain:
        ids = sessions_seen_by(member).filter(ends_at__gt=now(), cancellation=None).order_by("starts_at", "pk")
        walked = []
        for pk in list(ids.values_list("pk", flat=True)):
            session = sessions_seen_by(member).get(pk=pk)
            assert [one.member.name for one in session.participations.all()]
            walked.append(session.pk)
    return _loop("500 sessions read", ours.cpu_seconds / REPEATS, plain.cpu_seconds, alike=walked == at_once)


def _loop(name: str, ours: float, plain: float, *, alike: bool) -> dict[str, Any]:
    return {"name": name, "ours": ours, "plain": plain, "alike": alike}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(load()))
