"""An answer and a block at the same moment: both go through, and the request ends once.

On PostgreSQL the rows are what is tested; on SQLite the one writer is.
"""

from __future__ import annotations

from datetime import date, time
from time import sleep

import pytest
from django.db import transaction
from tests.races.test_seats import MONDAY, at_once, member

from peerloop.exchange.actions import ask_to_come, decline_guest, offer_day
from peerloop.exchange.models import Reply
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import block
from peerloop.people.models import Block

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_block_while_the_host_declines() -> None:
    alice, bo = member("Alice"), member("Bo")
    with clock.at(MONDAY):
        day = offer_day(by=bo, said="Numbers", local_date=date(2026, 12, 2), local_time=time(9), until=time(16))
        asked = ask_to_come(day, by=alice)

    def decline() -> None:
        with transaction.atomic():
            decline_guest(asked, by=bo)
            sleep(1)

    def shut_the_door() -> None:
        sleep(0.3)
        block(alice, bo)

    at_once([decline, shut_the_door])
    assert (Block.objects.count(), Reply.objects.get().kind) == (1, "declined")
    assert Entry.objects.filter(verb__in=["shadowing.declined", "shadowing.withdrawn"]).count() == 1
