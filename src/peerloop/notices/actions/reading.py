"""A member reads what has come; what is over goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.notices.models import Notice
from peerloop.notices.queries import notices_seen_by, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from peerloop.notices.queries import Shown
    from peerloop.people.models import Member

# What somebody has read is no action that the journal keeps: it is theirs, and nobody needs to know when.


def read(notice: Notice) -> None:
    """Mark it read; a second time changes nothing."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now())


def read_all(member: Member, *, group: str = "", until: datetime | None = None) -> tuple[int, datetime]:
    """Mark all that the member sees as read, or all of one group, or what came by then.

    Returns how many, and the moment that undoes it.
    """
    instant = now()
    there = notices_seen_by(member, group=group).filter(read_at=None)
    if until is not None:
        there = there.filter(arrived_at__lte=until)
    return there.update(read_at=instant), instant


def unread(member: Member, instant: datetime) -> int:
    """Take back what ``read_all`` did at this instant; return how many are unread again."""
    return Notice.objects.filter(member=member, read_at=instant).update(read_at=None)


def look_through(member: Member, notices: Sequence[Notice]) -> list[Shown]:
    """Return what of the notices can be shown as things stand, in their order, and let go of what is over."""
    found = shown(member, notices)
    there = {one.notice.pk for one in found}
    drop([notice for notice in notices if notice.pk not in there], Notice.Drop.NOT_SEEN)
    return found


def drop(notices: Iterable[Notice], why: str) -> None:
    """Take notices off their readers' pages and out of what is still to be sent."""
    if gone := [notice.pk for notice in notices]:
        Notice.objects.filter(pk__in=gone).update(dropped_at=now(), why_dropped=why)
