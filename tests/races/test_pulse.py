"""Answered while it is closed: counted or refused, never lost between the two; opened and closed once however often.

On PostgreSQL the locks are what is tested; on SQLite the one writer is.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import grant_role, join
from peerloop.people.models import Member
from peerloop.pulse.actions import answer_survey, close_survey, open_survey, set_up_survey
from peerloop.pulse.models import Answer, Asked, Closure, Count, Survey
from peerloop.pulse.rules import Over

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
            with clock.at(MONDAY):
                return act()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


@pytest.fixture
def olga() -> Member:
    member = join(name="Olga", email="olga@example.org")
    grant_role(member, "organiser", by=None)
    Member.objects.bulk_create(Member(email=f"m{n}@example.org", name=f"M {n}") for n in range(30))
    return Member.objects.get(pk=member.pk)


def asking(by: Member) -> Survey:
    said = {"title": "What next?", "kind": "needs", "asks": ["often"], "closes_at": MONDAY + timedelta(days=7)}
    with clock.at(MONDAY):
        return set_up_survey(by=by, uid=uuid4(), **said)


def test_it_is_set_up_opened_and_closed_once(olga: Member) -> None:
    uid, said = uuid4(), {"title": "What next?", "kind": "needs", "asks": ["often"]}
    closes = MONDAY + timedelta(days=7)
    at_once([lambda: set_up_survey(by=olga, uid=uid, closes_at=closes, **said)] * 8)
    survey = Survey.objects.get()
    at_once([lambda: open_survey(survey, by=olga)] * 8)
    assert (Asked.objects.count(), Entry.objects.filter(verb="survey.opened").count()) == (31, 1)
    for member in Member.objects.exclude(pk=olga.pk):
        with clock.at(MONDAY):
            answer_survey(survey, by=member, said={"often": ("weekly", "monthly")[member.pk % 2]})
    at_once([lambda: close_survey(survey, by=olga)] * 8)
    assert (Closure.objects.count(), Count.objects.filter(question="often").count()) == (1, 1)


def test_whoever_answers_as_it_closes_is_counted_or_refused(olga: Member) -> None:
    survey = open_at_monday(asking(olga), olga)
    members = list(Member.objects.exclude(pk=olga.pk).order_by("pk"))
    acts = [lambda by=by: answer_survey(survey, by=by, said={"often": "weekly"}) for by in members]
    done = at_once([*acts[:15], lambda: close_survey(survey, by=olga), *acts[15:]])
    refused = sum(isinstance(one, Over) for one in done)
    assert Answer.objects.count() == len(members) - refused
    assert set(map(str, Answer.objects.values_list("said", flat=True))) <= {"{}"}


def test_ten_clicks_are_one_answer(olga: Member) -> None:
    survey = open_at_monday(asking(olga), olga)
    at_once([lambda: answer_survey(survey, by=olga, said={"often": "weekly"})] * 10)
    assert (Answer.objects.count(), Entry.objects.filter(verb="survey.answered").count()) == (1, 1)


def open_at_monday(survey: Survey, by: Member) -> Survey:
    with clock.at(MONDAY):
        return open_survey(survey, by=by)
