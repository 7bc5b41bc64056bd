"""A member says that they can still do what they offer, though nothing has shown it for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.evidence.actions.held import hold, say
from peerloop.evidence.models import Verdict
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def keep(skill: Skill, *, by: Member) -> None:
    """Say that it is still so; raises ``PermissionDenied`` for what the member does not offer."""
    if hold(by, skill).offer is None:
        raise PermissionDenied
    record("knowledge.kept", actor=by, subject=say(by, skill, Verdict.Says.STILL_SO), about=[by.pk])
