"""A member's particulars change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.people.actions.managers import no_ring
from peerloop.people.particulars import check_unique, cleaned
from peerloop.people.rules import may_change, require
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def update_profile(member: Member, *, by: Member | None, **changes: Any) -> Member:
    """Change any of ``particulars.FIELDS`` and return the member; without a real change nothing is written.

    ``by`` None is the organisation's own list. Raises ``ValidationError`` with the faults by field (a ring of
    managers too), and ``PermissionDenied`` for what is not ``by``'s to say.
    """
    new = {name: value for name, value in cleaned(changes).items() if _differs(member, name, value)}
    if not new:
        return member
    require(may_change(member, set(new), by=by))
    check_unique(member, new)
    if manager := new.get("manager"):
        no_ring(member, manager)
    _store(member, new)
    if "email" in new:
        # The old address must not open the door any more.
        EmailAddress.objects.filter(user_id=member.pk).delete()
    index("member", [member.pk])
    record("member.updated", actor=by, subject=member, about=[member.pk], fields=sorted(new))
    return member


@transaction.atomic
def set_week(member: Member, *, week: bytes, by: Member | None) -> Member:
    """Set the member's weekly availability: 84 bytes, see ``people.week``."""
    new = cleaned({"week": week})
    require(may_change(member, {"week"}, by=by))
    if _differs(member, "week", new["week"]):
        _store(member, new)
        record("week.set", actor=by, subject=member, about=[member.pk])
    return member


def _differs(member: Member, name: str, value: Any) -> bool:
    if name in {"team", "manager"}:
        return bool(getattr(member, f"{name}_id") != (value.pk if value else None))
    if name == "week":
        return bytes(member.week) != bytes(value)
    return bool(getattr(member, name) != value)


def _store(member: Member, new: dict[str, Any]) -> None:
    for name, value in new.items():
        setattr(member, name, value)
    written = set(new)
    if "name" in new:
        written.add("name_key")
    member.save(update_fields=written)
