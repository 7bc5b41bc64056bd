"""What happens below that ends sessions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerloop.calendars.rules import keeps
from peerloop.journal.reactions import reacts_to
from peerloop.kit.clock import now
from peerloop.people.departing import holds_first
from peerloop.people.models import Member
from peerloop.schedule.actions import cancel_session, leave_session, revoke_feed, stop_waiting
from peerloop.schedule.locks import hold_ahead
from peerloop.schedule.models import Invitation, Participation, Session
from peerloop.schedule.rules import is_joined, leads
from peerloop.search.actions import index_later
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.journal.models import Entry

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@keeps
def sessions_of_ours(uids: set[str]) -> set[str]:
    """A session that comes back from somebody's other calendar is not another hour."""
    said = {uid for uid in uids if UUID.fullmatch(uid)}
    return set(map(str, Session.objects.filter(uid__in=said).values_list("uid", flat=True))) if said else set()


@holds_first
def hold_sessions(*members: Member) -> None:
    """Who leaves, or is kept apart by a block, gives up several sessions at once."""
    hold_ahead([member.pk for member in members])


@reacts_to("member.departed")
def leave_sessions(entry: Entry) -> None:
    """Cancel what was to come, or leave it to the two others of three, and end the calendar address."""
    member = Member.objects.get(pk=entry.subject)
    for session in _to_come(member.pk):
        _without(session, member)
    for session in Session.objects.filter(waiting__member=member):
        stop_waiting(session, by=member)
    Invitation.objects.filter(member=member, answer="").delete()
    revoke_feed(member)


@reacts_to("skill.renamed")
def call_it_anew(entry: Entry) -> None:
    """Be found under the name that the skill has now."""
    index_later("session", Session.objects.filter(skill=entry.subject).values_list("pk", flat=True))


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
    """Cancel what the two had before them, without a word about why; of three, who blocked stays away.

    Of many who join, whoever leads stays, and the other's place is free; two who only come do not see one another.
    """
    hold_ahead([entry.actor or 0, entry.subject])
    blocking, other = (Member.objects.get(pk=pk) for pk in (entry.actor or 0, entry.subject))
    for session in _to_come(other.pk).filter(pk__in=Participation.objects.filter(member=blocking).values("session")):
        if not is_joined(session) or leads(session, other):
            _without(session, blocking)
        elif leads(session, blocking):
            _without(session, other)


def _without(session: Session, member: Member) -> None:
    if is_joined(session) or session.participations.count() > 2:
        leave_session(session, by=member)
    else:
        cancel_session(session, by=None)


def _to_come(member: int) -> QuerySet[Session]:
    mine = Participation.objects.filter(member=member).values("session")
    return Session.objects.filter(pk__in=mine, ends_at__gt=now(), cancellation=None).order_by("starts_at")
