"""What a member takes back stays taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from peerloop.intake.models import TakenBack
from peerloop.journal.reactions import reacts_to

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("offer.withdrawn", "need.dropped")
def remember(entry: Entry) -> None:
    """Keep later files from bringing the offer or need in again."""
    kind = TakenBack.Kind.OFFER if entry.verb == "offer.withdrawn" else TakenBack.Kind.NEED
    TakenBack.objects.get_or_create(
        member_id=entry.about[0], skill_id=json.loads(entry.detail.data)["skill"], kind=kind
    )
