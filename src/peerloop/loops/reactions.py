"""What happens below that changes what loops say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.journal.reactions import reacts_to
from peerloop.loops.models import Asking, Loop
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


@reacts_to("member.departed")
def somebody_left(entry: Entry) -> None:
    """Ask whoever has left no more, nor anybody on their behalf; the learner can name somebody else."""
    gone = Q(member=entry.subject) | Q(loop__learner=entry.subject)
    Asking.objects.filter(gone, answer="").delete()


@reacts_to("member.blocked")
def somebody_blocked(entry: Entry) -> None:
    """Let what the two had asked of each other fall, without a word about why."""
    one, other = entry.actor, entry.subject
    between = Q(member=one, loop__learner=other) | Q(member=other, loop__learner=one)
    Asking.objects.filter(between, answer="").delete()
