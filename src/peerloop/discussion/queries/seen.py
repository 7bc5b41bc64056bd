"""The guards of threads and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.discussion.models import Post, Seat, Thread
from peerloop.kit.prepared import prepared
from peerloop.people.models import Block, Member
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet


def threads_seen_by(reader: Member) -> QuerySet[Thread]:
    """Return the threads that are open to all, and those in which the reader has a seat."""
    if reader.departed_at is not None:
        return Thread.objects.none()
    seat = Seat.objects.filter(thread=OuterRef("pk"), member=reader)
    return Thread.objects.filter(Q(open_to_all=True) | Exists(seat))


def posts_seen_by(reader: Member) -> QuerySet[Post]:
    """Return the posts in these threads, less those of whom a block keeps apart from the reader.

    What is hidden or taken back is among them, for it leaves its place; its words are shown to nobody but, where it is
    hidden, to the one who wrote it.
    """
    apart = Block.objects.filter(Q(member=reader, other=OuterRef("by")) | Q(other=reader, member=OuterRef("by")))
    return Post.objects.filter(thread__in=threads_seen_by(reader).values("pk")).exclude(Exists(apart))


def moderates(thread: Thread, member: Member) -> bool:
    """Whether the member may hide what is said in the thread."""
    return bool(moderating_in(thread, member))


@prepared
def moderating_in(thread: Thread, member: Member) -> QuerySet[Seat]:
    """The seat in which the member may do so."""
    return Seat.objects.filter(thread=thread, member=member, moderates=True)


def sitting(thread: Thread, reader: Member) -> QuerySet[Member]:
    """Return whom the reader can mention in the thread: those who read it and whom the reader sees."""
    members = seen_by(reader).exclude(pk=reader.pk)
    if thread.open_to_all:
        return members
    return members.filter(pk__in=Seat.objects.filter(thread=thread).values("member"))
