"""What happens below that changes what loops say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.loops.models import Loop
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("skill.merged")
def follow(entry: Entry) -> None:
    """Say the skill that a merged one is now."""
    move(Merge.objects.get(pk=entry.subject), Loop.objects.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Say again what was said before the merge."""
    bring_back(Merge.objects.get(pk=entry.subject), Loop.objects.all())
