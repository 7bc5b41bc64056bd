"""What the company would like somebody to teach: one topic that many want, one that is taken, one just proposed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.people.models import Member
from peerloop.proposals.actions import propose, volunteer, want_too

if TYPE_CHECKING:
    from datetime import datetime

TOPICS = (
    ("Reading a balance sheet", "To know what our annual report says.", 21, 11, 0),
    ("Saying no to a customer, kindly", "", 12, 6, 1),
    ("Testing a migration on a copy of production", "Without waking anybody at night.", 2, 1, 0),
)
"""Title, a line, how many days ago, how many want it, how many teach it."""


def propose_topics(today: datetime) -> None:
    """Let members outside the cast propose, want and take them."""
    cast = [address(name) for name, _team in CAST.values()]
    members = list(Member.objects.present().exclude(email__in=cast).order_by("pk")[:40])
    for number, (title, about, ago, wanted, taught) in enumerate(TOPICS):
        crowd = members[number * 12 :]
        with clock.at(today - timedelta(days=ago)):
            made = propose(by=crowd[0], title=title, about=about)
        with clock.at(today - timedelta(days=ago) / 2):
            for member in crowd[1:wanted]:
                want_too(made, by=member)
            for member in crowd[wanted : wanted + taught]:
                volunteer(made, by=member)
