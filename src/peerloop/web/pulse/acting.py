"""One click on a page of this room: an action, what it says when it is done or too late, and where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def act(
    request: HttpRequest, action: Callable[..., object], subject: Any, by: Any, done: str, *to: Any
) -> HttpResponseRedirect:  # fmt: skip
    """Do it and go to the page named ``to``; where it is too late, say why there; not allowed is not found."""
    try:
        action(subject, by=by)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, done)
    return go(*to)


def go(name: str, *args: Any) -> HttpResponseRedirect:
    """Return the way to a page."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)
