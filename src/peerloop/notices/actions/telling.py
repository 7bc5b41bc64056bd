"""A notice sets out for its reader: at once, or when it is its turn among the week's gentle words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.notices.actions.reading import drop
from peerloop.notices.channels import Channel
from peerloop.notices.kinds import NUDGES
from peerloop.notices.models import Notice, Preference
from peerloop.notices.queries import channels_of, composed
from peerloop.notices.timing import end_of_quiet, nudge_free_at
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.journal.models import Entry
    from peerloop.notices.message import Kind, Message

STALE = timedelta(days=21)
"""What could not reach its reader for so long is not worth reading any more."""
LAST = datetime.max.replace(tzinfo=UTC)


def tell(entry: Entry, kind: Kind, readers: Sequence[int]) -> None:
    """Write a notice for each reader, in the caller's transaction; not for whoever wants none of the kind."""
    asked = Preference.objects.filter(kind=kind.code, member__in=readers)
    wished = dict(asked.values_list("member", "channel"))
    channels = {reader: wished.get(reader, kind.channel) for reader in readers}
    notices = Notice.objects.bulk_create(
        Notice(
            member_id=reader, entry=entry.pk, kind=kind.code, subject_type=entry.subject_type, subject=entry.subject,
            channel=channel, arrived_at=None if kind.nudge else now(),
        )
        for reader, channel in channels.items()
        if channel != Channel.NONE
    )  # fmt: skip
    for notice in notices:
        if kind.nudge:
            enqueue("notices.nudge", {"member": notice.member_id})
        elif notice.channel == Channel.MAIL:
            enqueue("notices.send", {"notice": notice.pk})


@transaction.atomic
def let_through(member: Member) -> list[Notice]:
    """Let gentle words reach the member as far as the week's budget goes, the most useful first; the others wait.

    The most useful is what is of use for the shortest time, then what has waited longest. Nothing comes in quiet hours
    but what would be too late after them. Returns what came.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)  # two workers must not both find room for one
    instant, waiting = now(), _waiting(member)
    quiet = end_of_quiet(member, instant)
    ready = [one for one in waiting if quiet is None or _too_late_after(quiet, one[1])]
    came: list[Notice] = []
    for notice, _message in sorted(ready, key=_usefulness):
        if nudge_free_at(member, NUDGES, instant):
            break
        _arrive(notice, instant)
        came.append(notice)
    left = [notice.pk for notice, _message in waiting if notice not in came]
    again = nudge_free_at(member, NUDGES, instant) or quiet
    if left and again:
        Notice.objects.filter(pk__in=left).update(due_at=again)
        enqueue("notices.nudge", {"member": member.pk}, due_at=again, slot=f"{member.pk}:{again.isoformat()}")
    return came


def _waiting(member: Member) -> list[tuple[Notice, Message]]:
    """What waits and is still worth saying; the rest is dropped with the reason."""
    found = Notice.objects.filter(member=member, kind__in=NUDGES, arrived_at=None, dropped_at=None)
    notices, channels = list(found.order_by("made_at", "pk")), channels_of(member)
    unwanted = [notice for notice in notices if channels[notice.kind] == Channel.NONE]
    stale = [notice for notice in notices if now() - notice.made_at > STALE]
    drop(unwanted, Notice.Drop.SILENCED)
    drop(stale, Notice.Drop.STALE)
    left = [notice for notice in notices if notice not in unwanted and notice not in stale]
    if not member.is_active:
        drop(left, Notice.Drop.DEPARTED)
        return []
    said = composed(member, left)
    drop((notice for notice in left if notice.pk not in said), Notice.Drop.NOT_SEEN)
    for notice in left:
        notice.channel = channels[notice.kind]
    return [(notice, said[notice.pk]) for notice in left if notice.pk in said]


def _too_late_after(quiet: datetime, message: Message) -> bool:
    return message.not_after is not None and message.not_after <= quiet


def _usefulness(waiting: tuple[Notice, Message]) -> tuple[datetime, datetime, int]:
    notice, message = waiting
    return message.not_after or LAST, notice.made_at, notice.pk


def _arrive(notice: Notice, instant: datetime) -> None:
    notice.arrived_at = instant
    notice.save(update_fields=["arrived_at", "channel"])
    if notice.channel == Channel.MAIL:
        enqueue("notices.send", {"notice": notice.pk})
