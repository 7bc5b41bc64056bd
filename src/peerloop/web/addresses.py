"""Addresses of pages that are about one row: looked up once, filled in many times."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

STAND_IN = "4217"


def address(name: str, pk: int) -> str:
    """Return the address of the page ``name`` about the row ``pk``."""
    return _pattern(name).replace(STAND_IN, str(pk))


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[int(STAND_IN)])
