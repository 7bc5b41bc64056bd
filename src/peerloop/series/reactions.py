"""What happens below that changes a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.journal.outbox import enqueue
from peerloop.journal.reactions import reacts_to
from peerloop.kit.clock import now
from peerloop.series.models import Joining, Occurrence, Series, Skip
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("session.cancelled", "session.released")
def left_out(entry: Entry) -> None:
    """A date that was cancelled by itself is skipped, and can be brought back."""
    for occurrence in Occurrence.objects.filter(session=entry.subject, skip=None):
        Skip.objects.create(occurrence=occurrence, by_id=entry.actor, at=now())


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Who has left joins no more dates; what they led is passed on, after this transaction.

    After it, since whoever changes a series locks it first and members second.
    """
    Joining.objects.filter(member=entry.subject).delete()
    led = Q(lead=entry.subject) | Q(co_lead=entry.subject) | Q(asked_lead=entry.subject)
    for series in Series.objects.filter(led).order_by("pk"):
        enqueue("series.orphaned", {"series": series.pk}, slot=f"{series.pk}:{entry.pk}")


@reacts_to("member.blocked")
def keep_apart(entry: Entry) -> None:
    """Neither of two who are apart joins what the other leads."""
    for one, other in ((entry.actor, entry.subject), (entry.subject, entry.actor)):
        led = Q(series__lead=other) | Q(series__co_lead=other)
        Joining.objects.filter(led, member=one).delete()
        Series.objects.filter(lead=one, asked_lead=other).update(asked_lead=None)


@reacts_to("skill.merged")
def follow(entry: Entry) -> None:
    """Be about the skill that a merged one is now."""
    move(Merge.objects.get(pk=entry.subject), Series.objects.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Be about what it was before the merge."""
    bring_back(Merge.objects.get(pk=entry.subject), Series.objects.all())
