"""What was asked and answered is read once, at hand for the next question, and read anew beside those who ask."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tests.domain.questions.conftest import DAY, has_shown

from peerloop.kit import clock
from peerloop.questions import store
from peerloop.questions.actions import take_question_back

if TYPE_CHECKING:
    from peerloop.people.models import Member


def kept() -> store.Store:
    with store.reading() as there:
        return there


def test_it_is_read_once_and_grows(alice: Member, bo: Member) -> None:
    first = kept()
    has_shown(bo, alice, "Can I borrow twice?", "Clone it.")
    assert (kept() is first, len(first.answers)) == (True, 1)


def test_a_small_one_is_read_anew_when_a_day_has_gone(alice: Member, bo: Member) -> None:
    has_shown(bo, alice, "Can I borrow twice?", "Clone it.")
    first = kept()
    with clock.at(clock.now() + DAY):
        assert kept() is not first


def test_renewed_it_takes_the_place_of_the_old_one(alice: Member, bo: Member) -> None:
    question = has_shown(bo, alice, "Can I borrow twice?", "Clone it.")
    first = kept()
    take_question_back(question, by=alice)
    store.renew()
    assert (kept() is first, len(kept().answers)) == (False, 1)


@pytest.mark.django_db(transaction=True)
def test_one_with_many_is_read_anew_beside_the_requests(alice: Member, bo: Member, monkeypatch) -> None:
    monkeypatch.setattr(store, "MANY", 1)
    has_shown(bo, alice, "Can I borrow twice?", "Clone it.")
    first = kept()
    with clock.at(clock.now() + DAY):
        assert kept() is first
        [one.join() for one in threading.enumerate() if one.name == "questions"]
    assert kept() is not first


@pytest.mark.django_db(transaction=True)
def test_beside_the_requests_it_has_a_connection_of_its_own(alice: Member, bo: Member) -> None:
    has_shown(bo, alice, "Can I borrow twice?", "Clone it.")
    first = kept()
    store.beside(store.renew).join()
    assert kept() is not first
