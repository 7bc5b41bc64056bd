"""At once: two accept, twenty put questions to one who takes five, and everybody clicks twice.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import grant_role, join
from peerloop.questions.actions import (
    accept,
    answer,
    ask,
    ask_who_asked,
    have_too,
    open_seal,
    pass_on,
    release_due,
    reword,
    set_reach,
    take_question_back,
)
from peerloop.questions.models import Acceptance, Answer, Asked, MeToo, Opening, Question, Sealed, Waiting
from peerloop.questions.rules import Gone, Overtaken, next_quarter
from peerloop.recognition.models import Contribution

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 20
MONDAY = datetime(2026, 11, 23, 8, 3, tzinfo=UTC)


def at_once(acts: Sequence[Callable[[], object]], at: datetime = MONDAY) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
            with clock.at(at):
                return act()
        except (ValidationError, PermissionDenied) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def member(name: str) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")


@pytest.fixture
def question() -> Question:
    with clock.at(MONDAY):
        made = ask(by=member("Alice"), title="How do I borrow twice in Rust?")
    assert isinstance(made, Question)
    return made


def test_of_two_that_are_accepted_at_once_one_is(question: Question) -> None:
    alice = question.by
    assert alice is not None
    with clock.at(MONDAY):
        given = [answer(question, by=member(f"Member {number}"), text="So.") for number in range(4)]
    at_once([lambda one=one: accept(one, by=alice) for one in given * 4])
    assert Acceptance.objects.count() == 1
    verbs = [Entry.objects.filter(verb=verb).count() for verb in ("answer.accepted", "answer.unaccepted")]
    assert verbs[0] - verbs[1] == 1


def test_nobody_is_asked_more_than_they_take_however_many_ask(question: Question) -> None:
    bo, other = member("Bo"), member("Charlie")
    set_reach(bo, most=3)
    crowd = [member(f"Member {number}") for number in range(CLIENTS)]
    ways = ([bo, other], [other, bo])
    acts = [lambda by=by, to=ways[n % 2]: ask(by=by, title="Why?", to=to) for n, by in enumerate(crowd)]
    assert not [one for one in at_once(acts) if isinstance(one, Exception)]
    asked = [Asked.objects.filter(member=one).count() for one in (bo, other)]
    assert asked == [3, 5]


def test_a_double_click_is_one_question_one_answer_one_me_too_and_one_contribution(question: Question) -> None:
    bo, uid = member("Bo"), uuid4()
    at_once([lambda: ask(by=bo, title="Why?", uid=uid)] * 8)
    at_once([lambda: ask(by=bo, title="Secretly?", uid=uuid4(), pseudonymous=True)] * 2)
    at_once([lambda: answer(question, by=bo, text="So.", uid=uid)] * 8)
    at_once([lambda: have_too(question, by=bo)] * 8)
    assert (Question.objects.filter(by=bo).count(), Waiting.objects.count()) == (1, 2)
    assert (Answer.objects.count(), MeToo.objects.count(), Contribution.objects.count()) == (1, 1, 1)


def test_two_workers_release_each_question_once() -> None:
    with clock.at(MONDAY):
        for number in range(5):
            ask(by=member(f"Member {number}"), title="Secretly?", pseudonymous=True)
    done = at_once([release_due] * 6, at=next_quarter(MONDAY))
    assert (sum(one for one in done if isinstance(one, int)), Question.objects.count(), Sealed.objects.count()) == (
        5,
        5,
        5,
    )


def test_of_two_windows_that_save_at_once_one_is_told(question: Question) -> None:
    alice = question.by
    assert alice is not None
    acts = [
        lambda n=n: reword(question, by=alice, title=f"Why {n}?", text="", skill=None, sequence=0) for n in range(6)
    ]
    done = at_once(acts)
    assert (sum(isinstance(one, Overtaken) for one in done), Question.objects.get().sequence) == (5, 1)


def test_answered_or_taken_back_and_no_word_is_lost(question: Question) -> None:
    alice = question.by
    assert alice is not None
    crowd = [member(f"Member {number}") for number in range(8)]
    acts: list[Callable[[], object]] = [lambda by=by: answer(question, by=by, text="So.") for by in crowd]
    done = at_once([*acts, lambda: take_question_back(question, by=alice)])
    refused = sum(isinstance(one, (Gone, PermissionDenied)) for one in done)
    assert (Answer.objects.count() + refused, Question.objects.get().title) == (8, "")


def test_all_pass_at_once_and_the_next_one_is_asked_once(question: Question) -> None:
    crowd = [member(f"Member {number}") for number in range(3)]
    alice = question.by
    assert alice is not None
    with clock.at(MONDAY):
        made = ask(by=alice, title="Why?", to=crowd)
    assert isinstance(made, Question)
    at_once([lambda by=by: pass_on(made, by=by) for by in crowd * 3])
    made.refresh_from_db()
    assert (made.next_at, Entry.objects.filter(verb="question.passed").count()) == (MONDAY, 3)


def test_two_who_open_a_seal_at_once_are_two_and_never_one() -> None:
    with clock.at(MONDAY):
        ask(by=member("Alice"), title="Secretly?", pseudonymous=True)
    with clock.at(next_quarter(MONDAY)):
        release_due()
    two = [member("Mo"), member("Mia")]
    for one in two:
        grant_role(one, "moderator", by=None)
    question = Question.objects.get()
    at_once([lambda by=by: ask_who_asked(question, by=by, reason="Because") for by in two])
    at_once([lambda by=by: open_seal(question, by=by) for by in two * 2])
    opening = Opening.objects.get()
    assert {opening.by_id, opening.seconded_by_id} == {one.pk for one in two}
    assert Entry.objects.filter(verb="seal.opened").count() == 1
