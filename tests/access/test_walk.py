"""Every address × eleven principals × own and foreign object × GET and POST: as the committed table says.

Open: neither 403 nor 404 nor the way to sign-in. Shut: the same 404 as for what does not exist; 403 where the role
is missing; to sign-in for a visitor. A token opens nothing that a visitor has not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from tests.access.routes import Route, routes
from tests.access.samples import BEARER, NOT_EVEN_THERE, NOT_TO_ONESELF, ONE_ACTS, sample_for

from peerloop.people.access import PRINCIPALS, table
from peerloop.people.actions import depart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client
    from tests.access.conftest import World
    from tests.access.samples.registry import Sample

ROUTES = sorted(set(routes()), key=str)
NEW_IN_EACH = {"X-Request-ID", "Content-Length"}
STRANGERS = ("visitor", "ex-member", "token")


def sample_of(route: Route) -> Sample | None:
    """Return what builds the object that the address is about; None where it is about none."""
    return sample_for(route.name, route.gate) if route.arguments and route.name not in NOT_EVEN_THERE else None


def by_sample() -> dict[str, list[Route]]:
    """Return the addresses in groups that are about the same object, so that it is built but once."""
    groups = defaultdict(list)
    for route in ROUTES:
        if route.gate:
            build = sample_of(route)
            groups[
                f"{build.__module__.rpartition('.')[2]}.{build.__name__}"
                if build
                else f"no object ({route.written[:1]})"
            ].append(route)
    return groups


def test_every_address_has_a_class_in_the_table() -> None:
    without = [route.written for route in ROUTES if route.gate is None or kind(route) not in classes()]
    assert without == []


def test_every_row_of_the_table_is_used() -> None:
    assert classes() - {kind(route) for route in ROUTES if route.gate} == set()


GROUPS = by_sample()
WITH_KEYS = {name: group for name, group in GROUPS.items() if any("pk" in route.arguments for route in group)}


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS.keys())
def test_the_addresses_are_as_open_as_the_table_says(group: list[Route], world: World) -> None:
    build = sample_of(group[0])
    foreign = build(world.subject, world.bystander) if build else {}
    faults = []
    for principal in PRINCIPALS:
        own = {}
        with rolled_back():
            if build and principal not in {"visitor", "token", "manager"}:
                own = build(*parties(group[0], world, principal))
            if principal == "ex-member":
                depart(world.members[principal], by=None)
            for route in group:
                for whose in cases(route, principal):
                    for method in ("GET",) if route.foreign else ("GET", "POST"):
                        answer = ask(world.client(principal), method, route, foreign if whose == "foreign" else own)
                        expected = expectation(route, principal, whose)
                        if not fits(expected, answer):
                            faults.append(f"{principal}: {whose} {method} {route}: {told(answer)}, not {expected}")
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("group", WITH_KEYS.values(), ids=WITH_KEYS.keys())
def test_foreign_and_missing_objects_give_the_same_404(group: list[Route], world: World) -> None:
    there = sample_of(group[0])(world.subject, world.bystander)
    for route in group:
        for method in ("GET", "POST"):
            foreign, nowhere = (
                ask(world.client("member"), method, route, those) for those in (there, there | {"pk": 2**40})
            )
            assert nowhere.status_code in {403, 404, 405}, (route, method)
            if foreign.status_code == 404:
                assert plain(foreign, there["pk"]) == plain(nowhere, 2**40), (route, method)


def classes() -> set[str]:
    """Return the table's classes and actions."""
    return {f"{subject}.{action}" for subject, action in table()}


def kind(route: Route) -> str:
    """Return the class and action."""
    return f"{route.gate.subject}.{route.gate.action}"


def cases(route: Route, principal: str) -> tuple[str, ...]:
    """Return whose objects the principal is asked about: "own", "foreign", or "none" where there is no object."""
    if sample_of(route) is None:
        return ("none",)
    if principal in {"visitor", "token"}:
        return ("foreign",)
    if principal in {"pair", "ex-member"}:
        return ("own",)
    if principal == "manager":
        return () if kind(route) in BEARER else ("foreign",)
    if kind(route) in BEARER:
        return ("own",)
    return ("foreign",) if kind(route) in NOT_TO_ONESELF else ("own", "foreign")


def parties(route: Route, world: World, principal: str) -> tuple[Any, Any]:
    """Return whose the principal's own object is, and with whom; what a pair shares is the subject's."""
    if principal != "pair":
        return world.members[principal], world.bystander
    pair = (world.subject, world.members["pair"])
    return pair[::-1] if kind(route) in ONE_ACTS else pair


def ask(client: Client, method: str, route: Route, those: dict[str, Any]) -> HttpResponse:
    """Ask, and undo what the answer did; a POST brings nothing but what the sample says it needs."""
    address = route.address(those or dict.fromkeys(route.arguments, "x"))
    with rolled_back():
        answer = client.get(address) if method == "GET" else client.post(address, those.get("post", {}))
    if answer.streaming:
        list(answer.streaming_content)  # a file: read, so that it is closed
    return answer


def expectation(route: Route, principal: str, whose: str) -> str:
    """Return one of the words of ``fits``."""
    cells = table()[route.gate.subject, route.gate.action].cells
    if principal == "ex-member":
        return "shown" if cells[principal] == "all" else "gone"
    if principal in STRANGERS:
        hidden = route.name in NOT_EVEN_THERE
        return {"all": "shown" if hidden else "open", "own": "shown", "no": "sign-in"}[cells["visitor"]]
    if route.name in NOT_EVEN_THERE:
        return "shut"
    # Where there is no object, who is somebody's manager or other half comes as a member.
    cell = cells["member" if whose == "none" and principal in {"pair", "manager"} else principal]
    if cell == "no":
        sees = principal == "pair" or cells["member"] == "all"
        return "role" if cells["member"] == "no" else "refused" if sees else "shut"
    if cell == "all" or whose != "foreign":
        return "open"
    return "refused" if "token" in route.arguments else "shut"


def fits(expected: str, response: HttpResponse) -> bool:
    """Whether the answer is as expected. What an address does not do at all (405) it does for nobody.

    "shown" is what it shows to anybody who comes, be it that there is nothing; "refused" is for those who see the
    object and may not act on it (422: their page again); "role" lacks one; "gone" was a member's.
    """
    status, to_sign_in = response.status_code, response.headers.get("Location", "").startswith("/account/login?next=")
    if status == 500:
        return False
    return {
        "open": status not in {403, 404} and not to_sign_in,
        "shown": not to_sign_in,
        "shut": status in {404, 405},
        "refused": status in {403, 404, 405, 422},
        "role": status == 403,
        "sign-in": to_sign_in,
        "gone": to_sign_in or status in {404, 405},
    }[expected]


def told(response: HttpResponse) -> str:
    """Say what came."""
    if response.status_code == 500:
        return f"500 {response.exc_info[1]!r}"
    return f"{response.status_code} {response.headers.get('Location', '')}"


def plain(response: HttpResponse, pk: int) -> tuple[Any, ...]:
    """Return all of an answer but what is new in each: its own address, the request's id, the form's token."""
    body = re.sub(rb'(csrfmiddlewaretoken" value=|"x-csrftoken": )"[^"]*"', b"", response.content)
    body = re.sub(rb"/%d\b" % pk, b"/", body)
    headers = {
        name: value for name, value in response.headers.items() if name not in {"X-Request-ID", "Content-Length"}
    }
    return response.status_code, body, headers, sorted(response.cookies)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
