"""Say what somebody should teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.proposals.actions.held import held
from peerloop.proposals.models import MeToo, Proposal
from peerloop.proposals.rules import MOST_OPEN, topic
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.skills.models import Skill


@transaction.atomic
def propose(*, by: Member | None, title: str, about: str = "", skill: Skill | None = None) -> Proposal:
    """Propose a topic, which ``by`` then wants; the same words while one's own is open are the same proposal.

    Nobody (None) is the house, which wants nothing itself.

    Raises ``ValidationError`` by field, also for one too many, ``PermissionDenied`` for somebody who has left.
    """
    if by is not None and by.departed_at is not None:
        raise PermissionDenied
    said = topic(title, about)
    if by is None:
        return _made(Proposal.objects.create(skill=skill, **said), None)
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    still = Proposal.objects.filter(by=by, closure=None, scheduling=None)
    if same := still.filter(title=said["title"]).first():
        return same
    if still.count() >= MOST_OPEN:
        words = _("You have %(most)s open proposals. Close one that is no longer wanted, and propose this one then.")
        raise ValidationError({"title": words % {"most": MOST_OPEN}})
    proposal = Proposal.objects.create(by=by, skill=skill, **said)
    MeToo.objects.create(proposal=proposal, member=by)
    return _made(proposal, by)


@transaction.atomic
def put_otherwise(proposal: Proposal, *, title: str, about: str) -> None:
    """Let a proposal of the house read otherwise, where those whose words it had have taken them back."""
    stands = held(proposal, by=None)
    said = topic(title, about)
    if stands.by_id is not None or (stands.title, stands.about) == (said["title"], said["about"]):
        return
    Proposal.objects.filter(pk=stands.pk).update(**said)
    index("proposal", [stands.pk])
    record("proposal.put_otherwise", actor=None, subject=stands)


def _made(proposal: Proposal, by: Member | None) -> Proposal:
    index("proposal", [proposal.pk])
    record("proposal.made", actor=by, subject=proposal, about=[by.pk] if by else [])
    return proposal
