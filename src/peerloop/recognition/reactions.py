"""What happens below that is an act of teaching or helping, or turns out not to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.recognition.gathering import (
    ONE_LEARNS,
    from_feedback,
    from_observations,
    from_receipts,
    from_sessions,
    keep,
)
from peerloop.recognition.models import Contribution, Kudos
from peerloop.schedule.models import Session
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry

Source = Contribution.Source
WITH_SKILL = (Kudos, Contribution)


@reacts_to("session.recorded")
def led(entry: Entry) -> None:
    """Whoever led it has given it."""
    keep(from_sessions([entry.subject]))


@reacts_to("session.missed")
def not_led_after_all(entry: Entry) -> None:
    """Who did not come has led nothing; and one to one nobody has, where either did not come."""
    rows = Contribution.objects.filter(source_type=Source.SESSION, source=entry.subject)
    if not Session.objects.filter(pk=entry.subject, kind__in=ONE_LEARNS).exists():
        rows = rows.filter(member__in=entry.about)
    rows.delete()


@reacts_to("session.cancelled")
def never_held(entry: Entry) -> None:
    """What is cancelled, be it afterwards, nobody has led."""
    Contribution.objects.filter(source_type=Source.SESSION, source=entry.subject).delete()


@reacts_to("loop.answered")
def answered(entry: Entry) -> None:
    """Feedback was given."""
    keep(from_feedback([entry.subject]))


@reacts_to("loop.confirmed")
def confirmed(entry: Entry) -> None:
    """A receipt was given."""
    keep(from_receipts([entry.subject]))


@reacts_to("loop.unconfirmed")
def not_confirmed_after_all(entry: Entry) -> None:
    """A receipt was taken back."""
    Contribution.objects.filter(source_type=Source.RECEIPT, source=entry.subject).delete()


@reacts_to("asking.affirmed")
def observed(entry: Entry) -> None:
    """Somebody has said what they saw; who merely says that they taught it has given that before."""
    keep(from_observations([entry.subject]))


@reacts_to("skill.merged")
def follow_skill(entry: Entry) -> None:
    """Name the skill that a merged one is now."""
    for model in WITH_SKILL:
        move(Merge.objects.get(pk=entry.subject), model._default_manager.all())


@reacts_to("skill.unmerged")
def skill_comes_back(entry: Entry) -> None:
    """Name the skill again as before the merge."""
    for model in WITH_SKILL:
        bring_back(Merge.objects.get(pk=entry.subject), model._default_manager.all())
