"""A canary in every private field, hunted by every principal through pages, calendar files, headers, mail and logs."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from tests.access.canaries import canary, plant, private_fields
from tests.access.readers import NO_WORDS, READERS, live_through
from tests.access.routes import routes
from tests.access.samples import NOT_EVEN_THERE, NOW, sample_for

from peerloop.journal.leases import work_off
from peerloop.kit import clock
from peerloop.people.access import PRINCIPALS
from peerloop.people.actions import depart, update_profile
from peerloop.people.models import Member
from peerloop.search.models import Document
from peerloop.search.queries import find

if TYPE_CHECKING:
    from django.http import HttpResponse
    from tests.access.conftest import World


SECRET_ADDRESSES = {"feed", "link", "session-link"}
"""Whoever has such an address has it from its owner."""


def test_somebody_has_decided_who_reads_each_private_field() -> None:
    decided = {name.partition(" ")[0] for name in READERS} | NO_WORDS.keys()
    assert set(private_fields()) - decided == set()
    assert decided - set(private_fields()) == set()


@pytest.mark.timeout(900)  # every principal opens every address
def test_each_canary_is_seen_by_its_readers_alone(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    owner, pair = world.subject, world.members["pair"]
    for one in (owner, pair):
        update_profile(one, by=one, languages=["en"], capacity=50)
    addresses = all_addresses(world, live_through(owner, pair, world.members["organiser"]))
    depart(world.members["ex-member"], by=None)
    plant(owner)
    caplog.clear()

    seen: dict[str, set[str]] = defaultdict(set)
    leaks = []
    browsers = {principal: world.client(principal) for principal in PRINCIPALS} | {"owner": Client()}
    browsers["owner"].force_login(Member.objects.get(pk=owner.pk))
    for principal, browser in browsers.items():
        for address, secret in addresses:
            if secret and principal != "owner":
                continue
            for name in found_in(told(browser.get(address))):
                seen[name].add(principal)
                if principal not in READERS[name]:
                    leaks.append(f"{principal} reads {name} at {address}")

    with clock.at(NOW + timedelta(hours=2)):
        work_off()
    readers = {owner.pk: "owner", pair.pk: "pair", **{m.pk: who for who, m in world.members.items() if m != pair}}
    by_address = {member.email: readers.get(member.pk, "somebody") for member in Member.objects.all()}
    assert mail.outbox
    for letter in mail.outbox:
        reader = by_address[parseaddr(letter.to[0])[1]]
        own_address = {"people.Member.email"} if reader == "owner" else set()
        for name in set(found_in(letter.message().as_bytes(), *bodies(letter))) - own_address:
            seen[name].add(reader)
            if reader not in READERS[name]:
                leaks.append(f"{reader} reads {name} in the mail “{letter.subject}”")

    assert leaks == [], "\n".join(leaks)
    assert found_in(caplog.text, *(record.getMessage() for record in caplog.records)) == []
    unseen = {name for name, who in READERS.items() if "owner" in who and "owner" not in seen[name]}
    assert unseen == set(), "the hunt itself is blind there"


@pytest.mark.timeout(900)
def test_the_search_finds_each_canary_for_its_readers_alone(world: World) -> None:
    """Nor is one found that is not shown: a result for a word is the word."""
    owner, pair = world.subject, world.members["pair"]
    for one in (owner, pair):
        update_profile(one, by=one, languages=["en"], capacity=50)
    assert all_addresses(world, live_through(owner, pair, world.members["organiser"]))  # with an object behind each
    depart(world.members["ex-member"], by=None)
    plant(owner)
    call_command("search_rebuild", verbosity=0)
    there = Member.objects.in_bulk([member.pk for member in (*world.members.values(), owner)])
    readers = {principal: there[member.pk] for principal, member in {**world.members, "owner": owner}.items()}
    indexed = [name for name in READERS if Document.objects.filter(tokens__contains=canary(name)).exists()]
    leaks = [
        f"{principal} finds {name} in {hit.kind}"
        for name in indexed
        for principal, member in readers.items()
        if principal not in READERS[name]
        for hit in find(member, canary(name)).hits
        if not hit.near
    ]
    assert leaks == [], "\n".join(leaks)
    assert {"people.Member.name", "circles.Circle.title", "questions.Question.title"} <= {*indexed}, "it is blind there"


def all_addresses(world: World, there: dict[str, list[int]]) -> list[tuple[str, bool]]:
    """Return every address about the owner's objects, and whether it is itself a secret."""
    found = []
    pair, apart = world.members["pair"], {"avoidance", "block"}
    for route in sorted(set(routes()), key=str):
        if route.gate is None or route.foreign or route.name in NOT_EVEN_THERE:
            continue
        other = world.bystander if route.gate.subject in apart else pair
        values = sample_for(route.name, route.gate)(world.subject, other) if route.arguments else {}
        found.append((route.address(values), bool(route.arguments) and route.gate.subject in SECRET_ADDRESSES))
    found += [(f"/{room}/{pk}", False) for room, pks in there.items() for pk in pks]
    return [*found, ("/find?q=kanarie", False), ("/find?q=number", False)]


def told(response: HttpResponse) -> str:
    """Return everything that an answer says: body, headers, cookies."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{content.decode(errors='replace')}\n{response.headers}\n{response.cookies}"


def bodies(letter: mail.EmailMessage) -> list[str]:
    """Return a letter's texts, unencoded."""
    alternatives = [str(one[0]) for one in getattr(letter, "alternatives", [])]
    return [letter.subject, str(letter.body), *alternatives, *map(str, letter.attachments)]


def found_in(*texts: str | bytes) -> list[str]:
    """Return the fields whose canaries sing in the texts."""
    whole = "\n".join(text.decode(errors="replace") if isinstance(text, bytes) else text for text in texts)
    return [name for name in READERS if canary(name) in whole]
