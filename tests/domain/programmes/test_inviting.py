"""Ten thousand are invited at once: queued, with progress, within the two gentle words of each one's week."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests.domain.programmes.conftest import MONDAY, set_up

from peerloop.journal.leases import do
from peerloop.journal.models import Job
from peerloop.kit import clock
from peerloop.notices.actions import let_through
from peerloop.notices.models import Notice
from peerloop.notices.queries import spreading
from peerloop.people.models import Member
from peerloop.programmes.actions import (
    close_programme,
    decline_programme,
    invite_audience,
    join_programme,
    open_programme,
)
from peerloop.programmes.models import Programme

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 10_000
NOON = MONDAY.replace(hour=12)


@pytest.fixture(autouse=True)
def _noon(db: None) -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def many() -> list[int]:
    Member.objects.bulk_create(
        Member(email=f"m{number}@example.org", name=f"M{number}", name_key=f"m{number}") for number in range(MANY)
    )
    return list(Member.objects.filter(name__startswith="M").order_by("pk").values_list("pk", flat=True))


def tell_on(programme: Programme) -> list[tuple[int, int] | None]:
    """Do the jobs that tell many; return how far it had come after each."""
    went = []
    for job in iter(lambda: Job.objects.filter(kind="notices.spread", done_at=None).first(), None):
        job.lease = uuid4()
        job.save()
        do(job)
        went.append(spreading(programme))
    return went


def test_ten_thousand_are_invited_by_the_worker_and_the_page_tells_how_far_it_is(
    season: Programme, organiser: Member, many: list[int]
) -> None:
    for member in Member.objects.filter(pk__in=many[:2]):
        join_programme(season, by=member)
    decline_programme(season, by=Member.objects.get(pk=many[2]))
    notices, jobs = Notice.objects.count(), Job.objects.count()
    assert invite_audience(season, by=organiser).asked == MANY - 3
    assert (Notice.objects.count(), Job.objects.count()) == (notices, jobs + 1)
    assert spreading(season) == (0, MANY - 3)
    went = tell_on(season)
    assert (len(went), went[:2], went[-1]) == (50, [(200, MANY - 3), (400, MANY - 3)], None)
    asked = Notice.objects.filter(kind="programme_invited")
    assert asked.count() == MANY - 3
    assert not asked.exclude(arrived_at=None).exists()


def test_two_gentle_words_a_week_are_two_however_many_programmes_invite(
    season: Programme, organiser: Member, alice: Member
) -> None:
    for title in ("Lunch & learn", "Sprint"):
        open_programme(set_up(organiser, title=title), by=organiser, anyway=True)
    for programme in Programme.objects.order_by("pk"):
        invite_audience(programme, by=organiser)
    let_through(alice)
    mine = Notice.objects.filter(member=alice, kind="programme_invited")
    assert (mine.count(), mine.exclude(arrived_at=None).count()) == (3, 2)


def test_whoever_has_joined_or_said_no_meanwhile_is_not_written_to_nor_is_anybody_about_what_is_over(
    season: Programme, organiser: Member, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    invite_audience(season, by=organiser)
    join_programme(season, by=alice)
    decline_programme(season, by=bo)
    assert [let_through(alice), let_through(bo), len(let_through(charlie))] == [[], [], 1]
    close_programme(season, by=organiser)
    assert let_through(dana) == []
    why = Notice.objects.filter(kind="programme_invited").order_by("member__name")
    assert dict(why.values_list("member__name", "why_dropped")) == {
        "Alice": "not_seen", "Bo": "not_seen", "Charlie": "", "Dana": "not_seen",
    }  # fmt: skip
