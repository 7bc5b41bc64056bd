"""Who asks: at every request the member of its session and their roles, in one query that is compiled once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import F

from peerloop.kit.prepared import prepared
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.db.models import QuerySet


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in as allauth does; the member comes with their roles, which every page asks for."""

    def get_user(self, user_id: int) -> Member | None:
        """Return the member, unless they have left."""
        rows = _with_roles(user_id)
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        member = rows[0]
        member.roles = frozenset(row.role for row in rows if row.role)  # type: ignore[attr-defined]
        return member


@prepared
def _with_roles(pk: int) -> QuerySet[Member]:
    """The member once for each of their roles, and once with None who has none."""
    return Member.objects.filter(pk=pk).annotate(role=F("role_grants__role"))
