"""A member's particulars as JSON can hold them, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from peerloop.people.particulars import LINKS

if TYPE_CHECKING:
    from peerloop.people.models import Member


def plain(member: Member, name: str) -> Any:
    """Return a particular as text, number, list or None: teams and managers by id, a week in hexadecimal digits."""
    value = getattr(member, f"{name}_id" if name in LINKS else name)
    if name == "week":
        return bytes(value).hex()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.1f}" if isinstance(value, Decimal) else value


def put(member: Member, name: str, value: Any) -> None:
    """Set a particular to what ``plain`` returned of it; nothing is saved."""
    if name == "week":
        value = bytes.fromhex(value)
    elif name == "hired_on" and value:
        value = date.fromisoformat(value)
    elif name == "weekly_hours":
        value = Decimal(value)
    setattr(member, f"{name}_id" if name in LINKS else name, value)
