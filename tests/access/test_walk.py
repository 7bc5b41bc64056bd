"""Every address × eleven principals × own and foreign object × GET and POST: as the committed table says.

Open: neither 403 nor 404 nor the way to sign-in. Shut: the same 404 as for what does not exist; 403 where the role
is missing; to sign-in for a visitor. A token opens nothing that a visitor has not.
"""

from __future__ import annotations

import re
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

    from peerloop.people.models import Member

ROUTES = sorted(set(routes()), key=str)
STRANGERS = ("visitor", "ex-member", "token")


def test_every_address_has_a_class_in_the_table() -> None:
    without = [
        route.written
        for route in ROUTES
        if route.gate is None or (route.gate.subject, route.gate.action) not in table()
    ]
    assert without == []


def test_every_row_of_the_table_is_used() -> None:
    used = {(route.gate.subject, route.gate.action) for route in ROUTES if route.gate}
    assert set(table()) - used == set()


@pytest.mark.parametrize("route", [route for route in ROUTES if route.gate], ids=str)
def test_the_address_is_as_open_as_the_table_says(route: Route, world: World) -> None:
    faults = []
    foreign = values(route, world.subject, world.bystander)
    for principal in PRINCIPALS:
        for whose in cases(route, principal):
            expected = expectation(route, principal, whose)
            with rolled_back():
                those = foreign if whose == "foreign" else build(route, world, principal)
                address = route.address(those)
                if principal == "ex-member":
                    depart(world.members[principal], by=None)
                for method in ("GET",) if route.foreign else ("GET", "POST"):
                    with rolled_back():
                        response = ask(world.client(principal), method, address, those)
                        if not fits(expected, response):
                            faults.append(f"{principal}, {whose}, {method}: {told(response)}, expected {expected}")
    assert faults == []


@pytest.mark.parametrize("route", [route for route in ROUTES if route.gate and "pk" in route.arguments], ids=str)
def test_foreign_and_missing_objects_give_the_same_404(route: Route, world: World) -> None:
    there = sample_for(route.name, route.gate)(world.subject, world.bystander)
    missing = there | {"pk": 2**40}
    for method in ("GET", "POST"):
        with rolled_back():
            foreign, nowhere = (
                ask(world.client("member"), method, route.address(those), those) for those in (there, missing)
            )
        if foreign.status_code == 404:
            assert plain(foreign, route.address(there)) == plain(nowhere, route.address(missing))
        assert nowhere.status_code in {403, 404, 405}


def ask(client: Client, method: str, address: str, those: dict[str, Any]) -> HttpResponse:
    """Ask; a POST brings nothing but what the sample says it needs."""
    return client.get(address) if method == "GET" else client.post(address, those.get("post", {}))


def cases(route: Route, principal: str) -> tuple[str, ...]:
    """Return whose objects the principal is asked about: "own", "foreign", or "none" where there is no object."""
    if not route.arguments or route.name in NOT_EVEN_THERE:
        return ("none",)
    if principal in {"visitor", "token"}:
        return ("foreign",)
    if principal in {"pair", "ex-member"} or kind(route) in BEARER:
        return ("own",)
    if principal == "manager":
        return ("foreign",)
    return ("foreign",) if kind(route) in NOT_TO_ONESELF else ("own", "foreign")


def build(route: Route, world: World, principal: str) -> dict[str, Any]:
    """Return the arguments for what is the principal's own, or what the pair shares."""
    member = world.members.get(principal, world.subject)
    if principal == "pair":
        one_acts = kind(route) in ONE_ACTS
        return values(route, *((member, world.subject) if one_acts else (world.subject, member)))
    return values(route, member, world.bystander)


def values(route: Route, owner: Member, other: Member) -> dict[str, Any]:
    """Return the arguments for an object of the owner's."""
    if not route.arguments or route.name in NOT_EVEN_THERE:
        return dict.fromkeys(route.arguments, "x")
    return sample_for(route.name, route.gate)(owner, other)


def kind(route: Route) -> str:
    """Return the class and action."""
    return f"{route.gate.subject}.{route.gate.action}"


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


def plain(response: HttpResponse, address: str) -> tuple[Any, ...]:
    """Return all of an answer but what is new in each: its own address, the request's id, the form's token."""
    body = re.sub(rb'(csrfmiddlewaretoken" value=|"x-csrftoken": )"[^"]*"', b"", response.content)
    body = body.replace(address.encode(), b"")
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
