"""The gate before each view: names the class of object that the route opens, and asks the table.

The gate decides by who one is (visitor, member, a role); whose object it is decides the room's guarded query,
and a foreign object is the same 404 as a missing one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from peerloop.kit.again import again
from peerloop.people.access.table import table
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
ROLE_COLUMNS = ("facilitator", "organiser", "analyst", "moderator", "administrator")


@dataclass(frozen=True)
class Gate:
    """The class of object that a route opens, and what one does to it there."""

    subject: str
    action: str

    def lets(self, request: HttpRequest) -> bool:
        """Whether the table lets anybody of this request's kind through."""
        cells = table()[self.subject, self.action].cells
        if not request.user.is_authenticated:
            return cells["visitor"] != "no"
        if cells["member"] != "no":
            return True
        return any(cells[role] != "no" for role in ROLE_COLUMNS if role in request.user.roles)


def opens(
    subject: str, action: str = "see"
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Put the gate for ``subject`` and ``action`` before a view; both must stand in the table.

    A visitor is sent to sign-in; a member without the role gets 403. A view calls one action, which is one transaction:
    what a deadlock has undone is done again.
    """
    gate = Gate(subject, action)
    if (subject, action) not in table():
        raise LookupError(f"access table has no row for {subject} {action}")

    def guard(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if gate.lets(request):
                return again(lambda: view(request, *args, **kwargs))
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied

        guarded.gate = gate  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


public = opens("page")


def reader(request: HttpRequest) -> Member:
    """Return the signed-in member; behind a gate that is shut for visitors there is always one."""
    if not isinstance(request.user, Member):
        raise PermissionDenied
    return request.user
