"""Sessions and calendar addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.samples.matchmaking import a_pairing_of
from tests.access.samples.schedule import a_gathering

from peerloop.schedule.actions import cancel_session, invite, join_session, make_feed, move_session

if TYPE_CHECKING:
    from peerloop.people.models import Member

from tests.access.readers.who import NOBODY, TWO

READERS = {
    "schedule.Session.title": TWO,  # what was made for two, and what one may come to by invitation only
    "schedule.Session.about": TWO,
    "schedule.Session.place": TWO,
    "schedule.Session.link": TWO,
    "schedule.Move.word": TWO,
    "schedule.Cancellation.word": TWO,
    "schedule.Feed.digest": NOBODY,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """A session of the two is moved, another cancelled, each with a word; one that the other was invited to has both;
    the other has a calendar address.
    """
    session = a_pairing_of(owner, pair).sessions.get()
    moved = move_session(
        session, by=pair, local_date=session.local_date, local_time=session.local_time, sequence=0, word="Sorry"
    )
    cancelled = cancel_session(a_pairing_of(owner, pair).sessions.get(), by=owner, word="Sorry")
    make_feed(pair)
    joined = a_gathering(owner, audience="invited")
    invite(joined, [pair], by=owner, anyway=True)
    join_session(joined, by=pair)
    return {"sessions": [moved.pk, cancelled.pk, joined.pk]}
