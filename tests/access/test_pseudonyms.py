"""Two worlds that differ in one thing: who asks under the pseudonym. No colleague can tell in which of them they live.

The same story is lived twice, with all that comes of it. What colleagues get then, from the addresses about the story,
from their calendar feeds and in their mail, and one of them from every address without an argument, is the same to
the byte.
"""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection
from tests.access.routes import routes
from tests.access.samples import NOT_EVEN_THERE
from tests.access.test_canaries import bodies, told
from tests.access.test_walk import rolled_back
from tests.access.whispered import ALIKE, END, before, lived, whisper

from peerloop.kit import clock
from peerloop.proposals.models import Proposal
from peerloop.questions.models import Answer, Question
from peerloop.schedule.actions import make_feed
from peerloop.schedule.models import Session
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.access.conftest import World

    from peerloop.people.models import Member

    Told = dict[tuple[str, str], str]
    """What each reader was told, by name, at each address and in each letter."""

COLLEAGUES = ("pair", "member", "manager", "moderator")
BY_LOT = re.compile(
    r"[0-9a-f]{8}(-?)[0-9a-f]{4}(?:\1[0-9a-f]{4}){2}\1[0-9a-f]{12}"
    r'|(?<=csrfmiddlewaretoken" value=")\w+|(?<="x-csrftoken": ")\w+|(?<=csrftoken=)\w+'
)
"""What is drawn anew with each answer: numbers of objects and requests, and the tokens of forms."""
ANYWHERE = [
    route.address({})
    for route in sorted(set(routes()), key=str)
    if route.gate and not route.arguments and not route.foreign and route.name not in NOT_EVEN_THERE
]


@pytest.mark.timeout(300)  # one colleague opens all there is, twice
def test_nobody_can_tell_who_asks(world: World) -> None:
    before(world)
    feeds = {who: f"/feeds/{make_feed(world.members[who])}.ics" for who in COLLEAGUES}

    def addresses(world: World, who: str) -> list[str]:
        news = ANYWHERE if who == "pair" else ["/", "/notices", "/notices/count"]
        return [*news, *about_the_story(world, who), feeds[who]]

    one, other = (told_in_a_world(world, asker, COLLEAGUES, addresses) for asker in (world.subject, world.bystander))
    assert one.keys() == other.keys()
    assert [where for where in one if one[where] != other[where]] == []
    # Nor is the hunt blind: the feed has a session in it, the search finds the question, everybody has mail.
    assert "BEGIN:VEVENT" in one["Bo", feeds["pair"]]
    assert ALIKE in one["Charlie", "/find?q=loan"]
    assert {who for who, where in one if where.startswith("mail")} >= {"Bo", "Charlie", "Dana"}


def test_the_hunt_finds_a_leak(world: World) -> None:
    """Once the pseudonym is drawn from who asks, the hunt sees it, at every address that shows it."""
    before(world)

    def leak(asker: Member) -> None:
        Question.objects.exclude(pseudonym="").update(pseudonym=asker.name.lower())

    one, other = (
        told_in_a_world(world, asker, ["member"], about_the_story, leak) for asker in (world.subject, world.bystander)
    )
    assert {where for where in one if one[where] != other[where]} >= {("Charlie", "/find?q=loan")}


def told_in_a_world(
    world: World,
    asker: Member,
    readers: Sequence[str],
    addresses: Callable[[World, str], list[str]],
    leak: Callable[[Member], None] | None = None,
) -> Told:
    """Return what each of the readers is told where ``asker`` is who asks; that world is gone then."""
    _as_before()
    heard: Told = {}
    with time_machine.travel(END, tick=False), rolled_back():  # cookies and signed links tell the time
        whisper(world, asker)
        if leak:
            leak(asker)
        with clock.at(END):
            for who in readers:
                browser = world.client(who)
                for address in addresses(world, who):
                    where = world.members[who].name, _drawn_alike(address)
                    heard[where] = _drawn_alike(told(browser.get(address)))
        assert lived() == {
            "under a pseudonym": 3, "waiting": 1, "asked": 4, "remarks": 1, "accepted": 1, "proposals": 2,
            "teachers": 1,
        }  # fmt: skip
    names = {member.email: member.name for member in world.members.values()}
    for number, letter in enumerate(one for one in mail.outbox if parseaddr(one.to[0])[1] in names):
        heard[names[parseaddr(letter.to[0])[1]], f"mail {number}"] = _drawn_alike(
            "\n".join([*bodies(letter), str(letter.extra_headers)])
        )
    return heard


def about_the_story(world: World, _who: str) -> list[str]:
    """Return the addresses of what the story is about, and of both who may have asked."""
    pages = [f"/questions/{question.uid}" for question in Question.objects.order_by("pk")]
    for room, model in (("answers", Answer), ("proposals", Proposal), ("sessions", Session), ("skills", Skill)):
        pages += [f"/{room}/{one.pk}" for one in model._default_manager.order_by("pk")]
    words = ("loan", "borrow", "Rust", world.subject.name, world.bystander.name)
    return [
        *pages,
        *(f"/members/{one.pk}" for one in (world.subject, world.bystander)),
        *(f"/find?q={word}" for word in words),
        *(f"/questions?which={which}" for which in ("you", "open", "answered", "mine")),
        "/questions/similar?title=borrow+twice",
    ]


def _as_before() -> None:
    """Let both worlds begin alike: no mail, nothing cached, the next number of each table what it was."""
    mail.outbox.clear()
    cache.clear()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _drawn_alike(said: str) -> str:
    return BY_LOT.sub("", said)
