"""A thread in which Alice, Bo and Fay sit; Fay looks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.discussion.actions import open_thread, seat

if TYPE_CHECKING:
    from peerloop.discussion.models import Thread
    from peerloop.people.models import Member


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def thread(alice: Member, bo: Member, facilitator: Member) -> Thread:
    made = open_thread(by=facilitator)
    seat(made, [alice, bo], by=facilitator)
    seat(made, [facilitator], by=facilitator, moderates=True)
    return made
