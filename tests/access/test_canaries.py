"""A canary in every private field, hunted by every principal through pages, calendar files, headers, mail and logs."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from tests.access.canaries import NO_WORDS, READERS, canary, plant, private_fields
from tests.access.routes import routes
from tests.access.samples import NOT_EVEN_THERE, NOW, a_pairing_of, a_run_short_of, a_skill, an_asking, sample_for

from peerloop.intake.models import Fetch, Import, Pickup, Trace, Upload
from peerloop.journal.leases import work_off
from peerloop.kit import clock
from peerloop.loops import actions as loops
from peerloop.matchmaking.actions import send_appeal
from peerloop.people.access import PRINCIPALS
from peerloop.people.actions import depart, update_profile
from peerloop.people.models import Member
from peerloop.schedule.actions import cancel_session, make_feed, move_session
from peerloop.skills.actions import endorse, offer, want

if TYPE_CHECKING:
    from django.http import HttpResponse
    from tests.access.conftest import World


SECRET_ADDRESSES = {"feed", "link"}
"""Whoever has such an address has it from its owner."""


def test_somebody_has_decided_who_reads_each_private_field() -> None:
    decided = {name.partition(" ")[0] for name in READERS} | NO_WORDS.keys()
    assert set(private_fields()) - decided == set()
    assert decided - set(private_fields()) == set()


@pytest.mark.timeout(300)  # every principal opens every address
def test_each_canary_is_seen_by_its_readers_alone(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    owner, pair = world.subject, world.members["pair"]
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


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """Let the two go a whole way together, so that every table has a row; return what there is to see, by room."""
    for one in (owner, pair):
        update_profile(one, by=one, languages=["en"], capacity=50)
    offer(owner, skill=a_skill(owner), level=4, text="Gladly")
    endorse(offer(owner, skill=a_skill(owner), level=4), by=pair, text="I have seen it")
    for visibility in ("private", "matching", "public"):
        want(owner, skill=a_skill(owner), level=2, text="Soon", visibility=visibility)
    an_asking(owner, pair)
    pairing = a_pairing_of(owner, pair)
    session = pairing.sessions.get()
    moved = move_session(
        session, by=pair, local_date=session.local_date, local_time=session.local_time, sequence=0, word="Sorry"
    )
    cancelled = cancel_session(a_pairing_of(owner, pair).sessions.get(), by=owner, word="Sorry")
    loop = pairing.loop
    loops.ask_gain(loop)
    loops.say_gain(loop, by=owner, gain="How", intention="Try", by_when=(NOW + timedelta(days=3)).date())
    loops.say_applied(loop, by=owner, text="I did")
    loops.give_feedback(loop, by=pair, text="Well done")
    loops.reflect(loop, by=owner, text="I have learned")
    make_feed(pair)
    upload = Upload.objects.create(by=organiser, name="people.csv", content=b"x")
    done = Import.objects.create(by=organiser, name="people.csv", upload=upload)
    Trace.objects.create(import_of=done, table="member", row=owner.pk, kind="changed")
    pickup = Pickup.objects.create(kind="address", where="https://hr", by=organiser)
    Fetch.objects.create(pickup=pickup, result="failed")
    short = a_skill(pair)
    offer(owner, skill=short, level=3, confirmed=False)
    run = a_run_short_of(short)
    send_appeal(run, short, text="Please", by=organiser)
    EmailAddress.objects.create(user=pair, email="old@example.org")
    UserSession.objects.create(user=pair, ip="192.0.2.1", user_agent="x", session_key="x")
    return {
        "sessions": [moved.pk, cancelled.pk],
        "loops": [loop.pk],
        "organise/runs": [run.pk],
        "organise/uploads": [upload.pk],
        "organise/imports": [done.pk],
    }


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
    return f"{response.content.decode(errors='replace')}\n{response.headers}\n{response.cookies}"


def bodies(letter: mail.EmailMessage) -> list[str]:
    """Return a letter's texts, unencoded."""
    alternatives = [str(one[0]) for one in getattr(letter, "alternatives", [])]
    return [letter.subject, str(letter.body), *alternatives, *map(str, letter.attachments)]


def found_in(*texts: str | bytes) -> list[str]:
    """Return the fields whose canaries sing in the texts."""
    whole = "\n".join(text.decode(errors="replace") if isinstance(text, bytes) else text for text in texts)
    return [name for name in READERS if canary(name) in whole]
