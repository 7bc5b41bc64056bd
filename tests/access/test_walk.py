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
from tests.access.samples import sample_for

from peerloop.people.access import PRINCIPALS, table
from peerloop.people.actions import depart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from tests.access.conftest import World

ROUTES = sorted(set(routes()), key=str)
NOT_EVEN_THERE = {"watch:metrics", "notices:mailbox", "notices:letter"}
"""Addresses that answer 404 to everybody: without a machine's own secret, or outside the demo."""
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
    for principal in PRINCIPALS:
        for whose in ("own", "foreign") if route.arguments else ("own",):
            with rolled_back():
                expected = expectation(route, principal, whose)
                address = build(route, world, principal, whose)
                for method in ("GET",) if route.foreign else ("GET", "POST"):
                    with rolled_back():
                        response = world.client(principal).generic(method, address)
                        if not fits(expected, response, method):
                            faults.append(f"{principal}, {whose}, {method}: {told(response)}, expected {expected}")
    assert faults == []


@pytest.mark.parametrize("route", [route for route in ROUTES if route.gate and "pk" in route.arguments], ids=str)
def test_foreign_and_missing_objects_give_the_same_404(route: Route, world: World) -> None:
    values = sample_for(route.name, route.gate)(world.subject, world.bystander)
    missing = {name: 2**40 if isinstance(value, int) else value for name, value in values.items()}
    for method in ("GET", "POST"):
        with rolled_back():
            foreign, nowhere = (
                world.client("member").generic(method, route.address(those)) for those in (values, missing)
            )
        if foreign.status_code == 404:
            assert plain(foreign, route.address(values)) == plain(nowhere, route.address(missing))
        assert nowhere.status_code in {403, 404, 405}


def build(route: Route, world: World, principal: str, whose: str) -> str:
    """Return the address of the object that this case is about."""
    if not route.arguments or route.name in NOT_EVEN_THERE:
        if principal == "ex-member":
            depart(world.members[principal], by=None)
        return route.address(dict.fromkeys(route.arguments, "x"))
    member = world.members.get(principal)
    if principal == "manager" or whose == "foreign" or member is None:
        owner, other = world.subject, world.bystander
    elif principal == "pair":
        owner, other = world.subject, member
    else:
        owner, other = member, world.bystander
    values = sample_for(route.name, route.gate)(owner, other)
    if principal == "ex-member":
        depart(member, by=None)
    return route.address(values)


def expectation(route: Route, principal: str, whose: str) -> str:
    """Return "open", "shut", "role" (403) or "sign-in"."""
    cells = table()[route.gate.subject, route.gate.action].cells
    cell = cells["visitor" if principal in STRANGERS else principal]
    if route.name in NOT_EVEN_THERE and (principal not in STRANGERS or cell != "no"):
        return "shut"
    if principal in STRANGERS:
        if cells[principal] == "no" and principal == "ex-member":
            return "gone"
        return {"all": "open", "own": "shown", "no": "sign-in"}[cell]
    if cell == "no":
        return "shut" if cells["member"] != "no" else "role"
    if cell == "all" or not route.arguments:
        return "open"
    return "open" if whose == "own" and principal != "manager" else "shut"


def fits(expected: str, response: HttpResponse, method: str) -> bool:
    """Whether the answer is as expected. What an address does not do at all (405) it does for nobody."""
    status, to_sign_in = response.status_code, response.headers.get("Location", "").startswith("/account/login?next=")
    if status == 500:
        return False
    return {
        "open": status not in {403, 404} and not to_sign_in,
        "shown": not to_sign_in,
        "shut": status in {404, 405},
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
