"""Formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample

from peerloop.formats.actions import copy_format
from peerloop.formats.shipped import SHIPPED

if TYPE_CHECKING:
    from peerloop.people.models import Member


@sample("format")
def a_format(owner: Member, other: Member) -> dict[str, Any]:
    """One that was made here."""
    return {"code": f"own-{copy_format(SHIPPED['reciprocal'], by=None).pk}"}
