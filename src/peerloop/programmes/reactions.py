"""What happens below that concerns programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.programmes.models import Declined, Obstacle, Organiser, Participant, Programme
from peerloop.schedule.models import Allowance

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Who has left takes part in nothing and runs nothing; who ran it with the owner owns it then."""
    for model in (Participant, Declined, Obstacle, Organiser):
        model._default_manager.filter(member=entry.subject).delete()
    Allowance.objects.filter(member=entry.subject).delete()
    Programme.objects.filter(sponsor=entry.subject).update(sponsor=None)
    for programme in Programme.objects.filter(owner=entry.subject).order_by("pk"):
        heir = Organiser.objects.filter(programme=programme).order_by("at", "pk").first()
        programme.owner_id = heir.member_id if heir else None
        programme.save(update_fields=["owner"])
        if heir:
            heir.delete()
