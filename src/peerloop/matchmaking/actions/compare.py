"""Two policies side by side: both are drafted, looked at in counts, and one of them is published or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.adopt_policy import adopt_policy, name_policy
from peerloop.matchmaking.actions.ask_for_run import ask_for_run
from peerloop.matchmaking.actions.publish import discard, publish
from peerloop.matchmaking.actions.save_policy import try_policy
from peerloop.matchmaking.actions.standing import hold_run
from peerloop.matchmaking.models import Comparison
from peerloop.matchmaking.policies import MENTORING, say_the_same
from peerloop.matchmaking.rules import NotPossible, must
from peerloop.matchmaking.states import State, must_be_a_draft, state
from peerloop.people.models import Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Policy, Run
    from peerloop.matchmaking.policies import Terms
    from peerloop.people.models import Member


class NothingToCompare(NotPossible):
    """The two policies say the same."""


@transaction.atomic
def ask_comparison(
    one: Policy | None, other: Policy | None = None, *, by: Member, standing: bool = False
) -> Comparison:
    """Ask the worker for a draft of each policy (None: as Peerloop comes); ``standing``: of one, beside what stands.

    Raises ``NothingToCompare``, ``TooNarrow`` where so few would take part by now that counts would be about them.
    """
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    if not standing and say_the_same(one, other):
        raise NothingToCompare(_("These two say the same: nothing would change."))
    drafts = [ask_for_run(by=by, policy=policy) for policy in ([one] if standing else [one, other])]
    made = Comparison.objects.create(one=drafts[0], other=None if standing else drafts[1], by=by, at=now())
    record("comparison.asked", actor=by, subject=made)
    return made


@transaction.atomic
def try_beside(terms: Terms, other: Policy | None, *, by: Member, standing: bool = False) -> Comparison:
    """Try the terms without a name beside another policy, or what stands; raises as the two it does."""
    return ask_comparison(try_policy(terms, by=by), other, by=by, standing=standing)


@transaction.atomic
def decide(comparison: Comparison, keep: Run | None, *, by: Member, name: str = "", adopt: bool = False) -> Run | None:
    """Publish one of the drafts, or (None) neither, and throw the rest away; return what was published.

    A policy that was only tried gets its ``name`` first. ``adopt``: later runs go by it, too. Raises ``RunOver``
    where the draft is none any more, ``BadPolicy`` for the name.
    """
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    both = {run for run in (comparison.one, comparison.other) if run is not None}
    drafts = [hold_run(run) for run in sorted(both, key=lambda run: run.pk)]
    if keep is not None:
        kept = next(run for run in drafts if run == keep)
        must_be_a_draft(kept)
        if kept.policy is not None and not kept.policy.name:
            name_policy(kept.policy, name, by=by)
        if adopt:
            adopt_policy(kept.policy, by=by, kind=kept.policy.kind if kept.policy else MENTORING)
    for run in drafts:
        if run != keep and state(run) is State.DRAFT:
            discard(run, by=by)
    record("comparison.decided", actor=by, subject=comparison)
    return publish(keep, by=by) if keep is not None else None
