"""Reporting lines never close to a ring."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.people.models import Member
from peerloop.people.rules import managers_above


def no_ring(member: Member, manager: Member) -> None:
    """Raise ``ValidationError`` where ``manager`` is or stands below ``member``.

    Everybody above ``manager`` stays locked until the transaction ends, so that no two changes at once
    close a ring between them.
    """
    held: set[int] = set()
    while not (ids := {member.pk, manager.pk, *managers_above(manager)}) <= held:
        list(Member.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        held = ids
    if member.pk in {manager.pk, *managers_above(manager)}:
        raise ValidationError({"manager": ValidationError(_("They would report to themselves."), code="ring")})
