"""Who stands how to whom. Every door and room asks here."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q

from peerloop.people.models import Avoidance, Block, Member, Role

OWN_FIELDS = frozenset({"time_zone", "languages", "place", "weekly_hours", "capacity", "week"})
"""What members change themselves; the rest is the organisation's to say."""

_ABOVE = """
WITH RECURSIVE above(id, step) AS (
    SELECT manager_id, 1 FROM people_member WHERE id = %s
    UNION ALL
    SELECT people_member.manager_id, step + 1 FROM people_member JOIN above ON people_member.id = above.id
    WHERE step < 64
)
SELECT id FROM above WHERE id IS NOT NULL ORDER BY step
"""


def is_manager_of(manager: Member, report: Member) -> bool:
    """Whether ``report`` reports to ``manager`` directly."""
    return report.manager_id is not None and report.manager_id == manager.pk


def managers_above(member: Member) -> list[int]:
    """Return the ids of the member's manager, that one's manager, and so on up."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [member.pk])
        return [row[0] for row in cursor.fetchall()]


def reports_to(member: Member, other: Member) -> bool:
    """Whether ``other`` stands anywhere above ``member``."""
    return other.pk in managers_above(member)


def blocked(one: Member, other: Member) -> bool:
    """Whether either has blocked the other."""
    return Block.objects.filter(Q(member=one, other=other) | Q(member=other, other=one)).exists()


def kept_apart(one: Member, other: Member) -> bool:
    """Whether the two must not be brought together: manager and report, avoided or blocked either way."""
    if one.pk == other.pk or is_manager_of(one, other) or is_manager_of(other, one) or blocked(one, other):
        return True
    return Avoidance.objects.filter(Q(member=one, other=other) | Q(member=other, other=one)).exists()


def has_role(member: Member, *roles: str) -> bool:
    """Whether the member holds any of ``roles``."""
    return not member.roles.isdisjoint(roles)


def may_change(member: Member, fields: set[str], *, by: Member | None) -> bool:
    """Whether ``by`` may change these particulars; nobody (None) is the organisation's own list."""
    if by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR):
        return True
    return by.pk == member.pk and fields <= OWN_FIELDS


def require(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence where it stands
    """Raise ``PermissionDenied`` unless ``allowed``."""
    if not allowed:
        raise PermissionDenied
