"""What happens below that concerns surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.pulse.models import Answer, Asked, Draft, Interview, Outside
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Who has left is asked no more and takes along what they said, save what is counted already."""
    there = {"member": entry.subject, "survey__closure": None}
    for model in (Draft, Answer, Asked):
        model._default_manager.filter(**there).delete()
    Answer.objects.filter(member=entry.subject, survey__signed=True).delete()
    Interview.objects.filter(member=entry.subject).delete()


@reacts_to("skill.merged")
def follow(entry: Entry) -> None:
    """Help from outside is with the skill that a merged one is now."""
    move(Merge.objects.get(pk=entry.subject), Outside.objects.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Help from outside is with what it was before the merge."""
    bring_back(Merge.objects.get(pk=entry.subject), Outside.objects.all())
