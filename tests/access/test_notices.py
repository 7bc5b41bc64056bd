"""A canary in every private field, hunted through everybody's inbox and digest; and nothing is counted unseen."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from tests.access.canaries import plant
from tests.access.readers import READERS, live_through
from tests.access.samples import NOW
from tests.access.test_canaries import bodies, found_in, told

from peerloop.journal.leases import work_off
from peerloop.kit import clock
from peerloop.notices.channels import Channel
from peerloop.notices.handlers import digests
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Notice, Preference
from peerloop.notices.queries import notices_seen_by, shown, unread_count
from peerloop.people.access import PRINCIPALS
from peerloop.people.actions import block, depart, update_profile
from peerloop.people.models import Member

if TYPE_CHECKING:
    from tests.access.conftest import World

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def lived(world: World) -> World:
    """The two have gone a whole way together; whatever can be told of it waits for everybody's digest."""
    for one in (world.subject, world.members["pair"]):
        update_profile(one, by=one, languages=["en"], capacity=50)
    Preference.objects.bulk_create(
        Preference(member=member, kind=code, channel=Channel.DIGEST)
        for member in Member.objects.all()
        for code in KINDS
    )
    live_through(world.subject, world.members["pair"], world.members["organiser"])
    with clock.at(NOW + timedelta(hours=2)):
        work_off()
    # The pair has asked somebody who saw it, too: those words are theirs to read, and would carry the same canary.
    Notice.objects.filter(member=world.members["pair"], kind="loop_affirmed").delete()
    return world


def who(world: World) -> dict[int, str]:
    """Who the members are, by id."""
    pair = world.members["pair"]
    return {world.subject.pk: "owner", pair.pk: "pair"} | {
        member.pk: principal for principal, member in world.members.items() if member != pair
    }


def test_canaries_in_the_inbox(lived: World) -> None:
    """On the list, in the count, and in all that a single notice would say."""
    plant(lived.subject)
    browsers = {principal: lived.client(principal) for principal in PRINCIPALS} | {"owner": Client()}
    browsers["owner"].force_login(Member.objects.get(pk=lived.subject.pk))
    seen = {
        (principal, name, address)
        for principal, browser in browsers.items()
        for address in ("/notices", "/notices/count", "/settings/notices")
        for name in found_in(told(browser.get(address)))
    }
    for member in Member.objects.filter(pk__in=who(lived)):
        for one in shown(member, list(notices_seen_by(member))):
            words = found_in(str(one.message))
            seen |= {(who(lived)[member.pk], name, f"{one.kind.code} {one.notice.subject}") for name in words}
    assert [leak for leak in sorted(seen) if leak[0] not in READERS[leak[1]]] == []
    assert "schedule.Move.word" in {name for reader, name, _where in seen if reader == "owner"}


def test_canaries_in_the_digest(lived: World) -> None:
    plant(lived.subject)
    with clock.at(NOW + timedelta(days=1)):
        digests.open_all({})
        work_off()
    by_address = {member.email: who(lived).get(member.pk, "somebody") for member in Member.objects.all()}
    letters = [letter for letter in mail.outbox if "digest-" in letter.extra_headers["Message-ID"]]
    leaks = []
    for letter in letters:
        reader = by_address[parseaddr(letter.to[0])[1]]
        own_address = {"people.Member.email"} if reader == "owner" else set()
        sung = set(found_in(letter.message().as_bytes(), *bodies(letter))) - own_address
        leaks += [f"{reader} reads {name} in “{letter.subject}”" for name in sung if reader not in READERS[name]]
    assert leaks == []
    assert {by_address[parseaddr(letter.to[0])[1]] for letter in letters} >= {"owner", "pair"}


@pytest.mark.parametrize("then", ["as it is", "blocked", "was blocked", "the other left"])
def test_no_more_is_counted_than_can_be_read(then: str, lived: World) -> None:
    """For everybody, of every kind: what the bar counts is what the inbox shows as new."""
    owner, pair = lived.subject, lived.members["pair"]
    if then == "blocked":
        block(owner, pair)
    elif then == "was blocked":
        block(pair, owner)
    elif then == "the other left":
        depart(pair, by=None)
    with clock.at(NOW + timedelta(hours=2)):
        work_off()
    more = {}
    for member in Member.objects.present():
        unread = list(notices_seen_by(member).filter(read_at=None))
        readable = shown(member, unread)
        if unread_count(member) > min(len(readable), 100):
            there = {one.notice.pk for one in readable}
            more[member.name] = sorted(notice.kind for notice in unread if notice.pk not in there)
    assert more == {}
