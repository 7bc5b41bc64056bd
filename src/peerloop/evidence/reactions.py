"""What happens below that says something of what a member knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.evidence.models import Verdict
from peerloop.journal.reactions import reacts_to
from peerloop.kit.clock import now
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("offer.withdrawn")
def not_to_be_asked_again(entry: Entry) -> None:
    """Who withdraws their own offer has said no: the skill is left out, until they bring it back."""
    offer = Offer.everything.filter(pk=entry.subject, member=entry.actor).first()
    if offer:
        Verdict.objects.update_or_create(
            member_id=offer.member_id,
            skill_id=offer.skill_id,
            defaults={"says": Verdict.Says.LEFT_OUT, "instead": None, "at": now()},
        )
