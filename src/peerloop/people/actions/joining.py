"""Somebody joins."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.people.particulars import check_unique, cleaned
from peerloop.people.rules import may_change, require
from peerloop.search.actions import index


@transaction.atomic
def join(*, email: str, name: str, by: Member | None = None, **profile: Any) -> Member:
    """Make a member of the organisation and return it; they sign in with a code sent to their address.

    ``profile``: any of ``particulars.FIELDS``. Raises ``ValidationError`` with the faults by field, and
    ``PermissionDenied`` where ``by`` is neither organiser nor administrator.
    """
    member = Member()
    given = cleaned({"email": email, "name": name, **profile})
    require(may_change(member, set(given), by=by))
    check_unique(member, given)
    for field, value in given.items():
        setattr(member, field, value)
    member.set_unusable_password()
    member.save(force_insert=True)
    index("member", [member.pk])
    record("member.joined", actor=by, subject=member, about=[member.pk])
    return member
