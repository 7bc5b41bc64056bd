"""Where a form leads."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse


def see_other(name: str, **kwargs: Any) -> HttpResponseRedirect:
    """Lead to a page after something was done: 303, so that the way back does not do it again."""
    response = HttpResponseRedirect(reverse(name, kwargs=kwargs))
    response.status_code = 303
    return response
