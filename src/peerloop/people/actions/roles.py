"""Roles are given and taken by administrators."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.models import Member, Role, RoleGrant
from peerloop.people.rules import has_role, require


@transaction.atomic
def grant_role(member: Member, role: str, *, by: Member | None) -> None:
    """Give the member a role; ``by`` None is whoever runs the machine. Giving it twice is giving it once."""
    require(by is None or has_role(by, Role.ADMINISTRATOR))
    if role not in Role.values:
        raise ValidationError({"role": _("There is no such role.")})
    if not member.is_active:
        raise ValidationError({"role": _("They have left the organisation.")})
    _grant, new = RoleGrant.objects.get_or_create(member=member, role=role, defaults={"by": by})
    member.__dict__.pop("roles", None)
    if new:
        record("role.granted", actor=by, subject=member, about=[member.pk], role=str(role))


@transaction.atomic
def revoke_role(member: Member, role: str, *, by: Member | None) -> None:
    """Take a role from the member; it ends at their next request."""
    require(by is None or has_role(by, Role.ADMINISTRATOR))
    gone, _rows = RoleGrant.objects.filter(member=member, role=role).delete()
    member.__dict__.pop("roles", None)
    if gone:
        record("role.revoked", actor=by, subject=member, about=[member.pk], role=str(role))
