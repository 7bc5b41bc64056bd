"""What becomes of a saved policy: it comes into force, gets its name after a try, or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.save_policy import free_name
from peerloop.matchmaking.models import Adoption, Policy, Run
from peerloop.matchmaking.queries import policy_in_force
from peerloop.matchmaking.rules import NotPossible, must
from peerloop.people.models import Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from peerloop.people.models import Member


class PolicyInUse(NotPossible):
    """The policy is in force, or a run has gone by it."""


@transaction.atomic
def adopt_policy(policy: Policy | None, *, by: Member | None, kind: str = Policy.Kind.MENTORING) -> None:
    """Let the next runs go by this policy, or (None) those of ``kind`` by what Peerloop comes with."""
    must(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    must(policy is None or bool(policy.name))
    adopted = Adoption.objects.create(kind=policy.kind if policy else kind, policy=policy, by=by, at=now())
    record("policy.adopted", actor=by, subject=adopted)


@transaction.atomic
def name_policy(policy: Policy, name: str, *, by: Member) -> None:
    """Give a policy that was only tried its name, under which it is saved; raises ``BadPolicy``."""
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    if held.name:
        raise PolicyInUse(_("It has a name already. A saved policy never changes: make a copy."))
    policy.name = held.name = free_name(name)
    policy.by, policy.at = by, now()
    policy.save(update_fields=["name", "by", "at"])
    record("policy.saved", actor=by, subject=policy)


@transaction.atomic
def remove_policy(policy: Policy, *, by: Member) -> None:
    """Remove a policy that nothing has gone by; raises ``PolicyInUse`` for one that is in force or had a run."""
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    if Run.objects.filter(policy=policy).exists():
        raise PolicyInUse(_("A run has gone by it: it stays, so that the run can be understood."))
    if policy_in_force(policy.kind) == policy:
        raise PolicyInUse(_("It is in force. Use another one first."))
    record("policy.removed", actor=by, subject=policy)
    policy.delete()
