"""Say yes to what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.guidelines.models import Acceptance
from peerloop.guidelines.queries import in_force, versions_seen_by
from peerloop.journal.actions import record
from peerloop.people.rules import require

if TYPE_CHECKING:
    from peerloop.guidelines.models import Version
    from peerloop.people.models import Member


@transaction.atomic
def accept_guidelines(version: Version, *, by: Member) -> Acceptance:
    """Record that ``by`` accepts the version that holds; twice is once.

    Raises ``ValidationError`` for one that does not hold (any more), ``PermissionDenied`` for who does not see it.
    """
    require(versions_seen_by(by).filter(pk=version.pk).exists())
    if in_force(version.guidelines) != version:
        raise ValidationError(_("This version does not hold today. Read the one that does, and accept that."))
    mine, new = Acceptance.objects.get_or_create(version=version, member=by)
    if new:
        record("guidelines.accepted", actor=by, subject=version, about=[by.pk])
    return mine
