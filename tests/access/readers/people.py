"""Members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession

if TYPE_CHECKING:
    from peerloop.people.models import Member

from tests.access.readers.who import EVERYBODY, NOBODY, TWO

READERS = {
    "people.Member.email": TWO,  # the invitation to what is booked names both, as calendars know people
    "people.Member.name": EVERYBODY,
    "people.Member.name_key": NOBODY,
    "people.Member.external_id": NOBODY,
    "people.Member.languages": EVERYBODY,
    "people.Member.place": EVERYBODY,
    "people.Member.password": NOBODY,
    "account.EmailAddress.email": NOBODY,
    "usersessions.UserSession.user_agent": NOBODY,
}
NO_WORDS = {
    "people.Member.time_zone": "one of the world's zones, shown to colleagues",
    "people.Member.week": "672 bits",
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The other has another address, and is signed in somewhere."""
    EmailAddress.objects.create(user=pair, email="old@example.org")
    UserSession.objects.create(user=pair, ip="192.0.2.1", user_agent="x", session_key="x")
    return {}
