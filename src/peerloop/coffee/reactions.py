"""What the rounds hear of: somebody leaves the organisation or a table, and a coffee is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.coffee.models import Introduced, Introduction, Joining
from peerloop.journal.actions import record
from peerloop.journal.reactions import reacts_to

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def take_no_part(entry: Entry) -> None:
    """Bring them together with nobody any more; their sessions are the schedule's business."""
    Joining.objects.filter(member=entry.subject).delete()


@reacts_to("session.left")
def not_this_time(entry: Entry) -> None:
    """Who leaves a table of three does not meet the two others, whether they said so or let the time pass."""
    left = Introduced.objects.filter(introduction__session=entry.subject, member=entry.actor)
    left.exclude(answer=Introduced.Answer.NO).update(answer=Introduced.Answer.NO)


@reacts_to("session.recorded")
def ask_whether_they_met(entry: Entry) -> None:
    """The hour is over: whoever sat at the table is asked once."""
    for introduction in Introduction.objects.filter(session=entry.subject):
        there = introduction.introduced.filter(met=None).exclude(answer=Introduced.Answer.NO)
        record("coffee.over", actor=None, subject=introduction, about=list(there.values_list("member", flat=True)))
