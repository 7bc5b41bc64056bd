from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.loops.actions import let_go
from peerloop.matchmaking.actions import accept, ask, book_next, end_pairing
from peerloop.matchmaking.actions.end import to_come
from peerloop.matchmaking.models import Ending
from peerloop.matchmaking.queries import pairings_seen_by, running, seats_left
from peerloop.matchmaking.rules import HourTaken, NotToAsk, PairingOver
from peerloop.people.actions import block, depart
from peerloop.schedule.actions import record_ended_sessions

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.skills.models import Need

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def pairing(need: Need, alice: Member, bo: Member) -> Pairing:
    """Bo has said yes to Tuesday, 09:00."""
    return accept(ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice), by=bo)


def ending(pairing: Pairing) -> str:
    return Ending.objects.get(pairing=pairing).kind


def test_after_the_session_the_loop_asks(pairing: Pairing) -> None:
    with clock.at(TUESDAY_9 + timedelta(hours=1)):
        record_ended_sessions()
    pairing.loop.refresh_from_db()
    assert pairing.loop.asked_at == TUESDAY_9 + timedelta(hours=1)


def test_the_next_hour_is_booked_at_once_and_once(pairing: Pairing, alice: Member) -> None:
    session = book_next(pairing, starts_at=TUESDAY_9 + WEEK, by=alice)
    assert session.confirmation.by == alice
    assert book_next(pairing, starts_at=TUESDAY_9 + WEEK, by=alice) == session
    assert list(to_come(pairing)) == [pairing.request.session, session]
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["session.held", "session.confirmed", "pairing.continued"]


def test_a_taken_hour_names_the_next(pairing: Pairing, bo: Member) -> None:
    with pytest.raises(HourTaken) as told:
        book_next(pairing, starts_at=TUESDAY_9 + timedelta(minutes=15), by=bo)
    assert told.value.instead == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_nobody_else_books_or_ends(pairing: Pairing, dana: Member, organiser: Member) -> None:
    for other in (dana, organiser):
        with pytest.raises(PermissionDenied):
            book_next(pairing, starts_at=TUESDAY_9 + WEEK, by=other)
        with pytest.raises(PermissionDenied):
            end_pairing(pairing, by=other)


def test_done_frees_the_seat_and_cancels_what_was_to_come(pairing: Pairing, alice: Member, bo: Member) -> None:
    assert seats_left([bo.pk]) == {bo.pk: 1}
    end_pairing(pairing, by=alice)
    end_pairing(pairing, by=bo)
    assert ending(pairing) == "done"
    assert seats_left([bo.pk]) == {bo.pk: 2}
    assert list(to_come(pairing)) == []
    with pytest.raises(PairingOver):
        book_next(pairing, starts_at=TUESDAY_9 + WEEK, by=alice)


def test_a_loop_let_go_ends_its_pairing(pairing: Pairing, alice: Member) -> None:
    with clock.at(TUESDAY_9 + timedelta(hours=1)):
        let_go(pairing.loop, by=alice)
    assert ending(pairing) == "done"


def test_somebody_leaves(pairing: Pairing, alice: Member, bo: Member) -> None:
    depart(alice, by=None)
    assert ending(pairing) == "departed"
    assert seats_left([bo.pk]) == {bo.pk: 2}


def test_a_block_ends_the_pairing_and_hides_it(pairing: Pairing, alice: Member, bo: Member) -> None:
    block(alice, bo)
    assert ending(pairing) == "done"
    assert list(pairings_seen_by(alice)) == list(pairings_seen_by(bo)) == []


def test_the_same_thing_is_not_asked_for_twice(pairing: Pairing, need: Need, alice: Member, bo: Member) -> None:
    assert list(running(alice)) == [pairing]
    with pytest.raises(NotToAsk) as told:
        ask(need, teacher=bo, starts_at=TUESDAY_9 + WEEK, by=alice)
    assert told.value.messages == ["You are learning this with Bo already: book your next hour from your pairing."]
