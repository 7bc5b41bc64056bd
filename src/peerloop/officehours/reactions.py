"""What happens below that ends visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.journal.reactions import reacts_to
from peerloop.officehours.actions import call_off
from peerloop.officehours.models import Joint, OfficeHour, Visit
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("session.cancelled", "session.released")
def not_today(entry: Entry) -> None:
    """Tell who wanted to come to a date that will not be."""
    call_off(Visit.objects.filter(session=entry.subject, ended_at=None).order_by("place"))


@reacts_to("member.departed")
def gone(entry: Entry) -> None:
    """Who has left waits in no queue."""
    call_off(Visit.objects.filter(member=entry.subject, ended_at=None).order_by("pk"), quietly=True)


@reacts_to("member.blocked")
def keep_apart(entry: Entry) -> None:
    """Who is apart visits one another no more, and comes in alone; no word about why."""
    for one, other in ((entry.actor, entry.subject), (entry.subject, entry.actor)):
        visits = Visit.objects.filter(member=one, hour__series__lead=other, ended_at=None)
        call_off(visits.order_by("pk"), quietly=True)
    pair = Q(one__member=entry.actor, two__member=entry.subject) | Q(one__member=entry.subject, two__member=entry.actor)
    Joint.objects.filter(pair).delete()


@reacts_to("series.changed", "series.passed", "series.ended")
def word_anew(entry: Entry) -> None:
    """Let what is found be what the hour is now."""
    hours = OfficeHour.objects.filter(series=entry.subject)
    index("officehour", list(hours.values_list("pk", flat=True)))
