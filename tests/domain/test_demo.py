"""The demo company is the same for the same day, and each of its people finds something to do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from peerloop.demo.build import build, is_built
from peerloop.demo.people import CAST, address, file_of_people
from peerloop.kit import clock
from peerloop.loops.models import FollowUp
from peerloop.loops.queries import open_askings, open_loops
from peerloop.matchmaking.queries import best_suggestion, suggestions_for, to_answer
from peerloop.people.models import Member
from peerloop.recognition.models import Contribution
from peerloop.recognition.queries import contributions_of, own_thanks
from peerloop.schedule.models import Session
from peerloop.skills.models import Need
from peerloop.skills.queries import needs_in_reach

A_SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_the_file_of_people_is_the_same_for_the_same_day() -> None:
    assert file_of_people(A_SUNDAY.date()) == file_of_people(A_SUNDAY.date())
    assert file_of_people(A_SUNDAY.date()).count(b"\n") == 152


def replayed() -> dict[str, Any]:
    out = StringIO()
    call_command("replay", "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


@pytest.mark.timeout(1200)  # half a year of a company, on a busy machine
@pytest.mark.django_db
@pytest.mark.parametrize("today", [A_SUNDAY, datetime(2027, 3, 26, 16, tzinfo=UTC)], ids=str)
def test_each_of_the_cast_finds_something_to_do(today: datetime) -> None:
    """Also around a clock change."""
    assert not is_built()
    build(today)
    assert is_built()
    with clock.at(today):
        ines, kofi = (Member.objects.get(email=address(CAST[part][0])) for part in ("learner", "teacher"))
        assert sorted(len(loop.done) for loop in open_loops(ines)) == [0, 1, 3]
        assert Session.objects.filter(participations__member=ines, starts_at__gt=today).exists()
        assert best_suggestion(ines) is not None  # which of two chosen in one run comes first is the database's affair
        assert suggestions_for(Need.objects.get(member=ines, skill__name="Rust")) != []
        assert kofi in {need.member for need in needs_in_reach(ines)}
        assert len(to_answer(kofi)) == 2
        assert Member.objects.get(email=address(CAST["organiser"][0])).roles == {"organiser"}
        assert Member.objects.get(email=address(CAST["manager"][0])) == ines.manager
        assert [asking.part for asking in open_askings(ines)] == ["saw"]
        assert own_thanks(ines).latest("kudos__at").kudos.by.name == "Lena Okafor"
        assert set(FollowUp.objects.values_list("answer", flat=True)) >= {"yes", "not_yet"}
        assert set(Contribution.objects.values_list("kind", flat=True)) >= {"one_to_one", "feedback", "receipt"}
        assert contributions_of(kofi).exists()
        asked = replayed()
        assert asked["found"]["requests"] > 20
        found = {"requests": 5, "mrr": 1.0, "success_at_5": 1.0, "recall_at_10": 1.0}  # by who had answered the like
        assert (asked["questions"]["requests"], asked["questions"]["found"]) == (10, found)
        assert asked["questions"]["by_newcomers"] == 5
