"""What happens below that ends sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.schedule.actions import cancel_session, leave_session, revoke_feed
from peerloop.schedule.models import Participation, Session
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def leave_sessions(entry: Entry) -> None:
    """Cancel what was to come, or leave it to the two others of three, and end the calendar address."""
    member = Member.objects.get(pk=entry.subject)
    for session in _to_come(member.pk):
        _without(session, member)
    revoke_feed(member)


@reacts_to("skill.merged")
def follow(entry: Entry) -> None:
    """Meet about the skill that a merged one is now."""
    move(Merge.objects.get(pk=entry.subject), Session.objects.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Meet again about what it was before the merge."""
    bring_back(Merge.objects.get(pk=entry.subject), Session.objects.all())


@reacts_to("member.blocked")
def keep_apart(entry: Entry) -> None:
    """Cancel what the two had before them, without a word about why; of three, who blocked stays away."""
    shared = Participation.objects.filter(member=entry.actor).values("session")
    for session in _to_come(entry.subject).filter(pk__in=shared):
        _without(session, Member.objects.get(pk=entry.actor or 0))


def _without(session: Session, member: Member) -> None:
    if session.participations.count() > 2:
        leave_session(session, by=member)
    else:
        cancel_session(session, by=None)


def _to_come(member: int) -> QuerySet[Session]:
    mine = Participation.objects.filter(member=member).values("session")
    return Session.objects.filter(pk__in=mine, ends_at__gt=now(), cancellation=None).order_by("starts_at")
