"""Open and close threads, and say who sits in them. The room above that shows a thread decides; it calls these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.discussion.actions.sharing import files_of
from peerloop.discussion.locks import hold_thread
from peerloop.discussion.models import Closing, Seat, Thread
from peerloop.files.actions import grant, revoke
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member


@transaction.atomic
def open_thread(*, by: Member | None, open_to_all: bool = False) -> Thread:
    """Open a thread and return it; nobody sits in it yet."""
    thread = Thread.objects.create(open_to_all=open_to_all)
    record("thread.opened", actor=by, subject=thread)
    return thread


@transaction.atomic
def seat(thread: Thread, members: Iterable[Member], *, by: Member | None, moderates: bool = False) -> None:
    """Let the members read and write in the thread, and have its files; ``moderates``: and hide what is said."""
    hold_thread(thread)
    ids = {member.pk for member in members}
    Seat.objects.filter(thread=thread, member__in=ids).update(moderates=moderates)
    there = set(Seat.objects.filter(thread=thread, member__in=ids).values_list("member", flat=True))
    Seat.objects.bulk_create(Seat(thread=thread, member_id=pk, moderates=moderates) for pk in sorted(ids - there))
    for file in files_of(thread):
        grant(file, sorted(ids), by=by)
    record("thread.seated", actor=by, subject=thread, about=ids)


@transaction.atomic
def unseat(thread: Thread, members: Iterable[Member], *, by: Member | None) -> None:
    """Take the seats back; what they said stays, their drafts and what others brought since are gone for them."""
    hold_thread(thread)
    ids = {member.pk for member in members}
    Seat.objects.filter(thread=thread, member__in=ids).delete()
    for file in files_of(thread):
        revoke(file, sorted(ids), by=by)
    record("thread.unseated", actor=by, subject=thread, about=ids)


@transaction.atomic
def set_openness(thread: Thread, *, open_to_all: bool, by: Member | None) -> None:
    """Let everybody read and write in the thread, with its files, or only those who have a seat."""
    stands = hold_thread(thread)
    if stands.open_to_all == open_to_all:
        return
    stands.open_to_all = thread.open_to_all = open_to_all
    stands.save(update_fields=["open_to_all"])
    for file in files_of(stands):
        (grant if open_to_all else revoke)(file, [None], by=by)
    record("thread.opened_to_all" if open_to_all else "thread.narrowed", actor=by, subject=stands)


@transaction.atomic
def close_thread(thread: Thread, *, by: Member | None) -> None:
    """Let nothing more be said there; closing twice is closing once."""
    hold_thread(thread)
    _row, new = Closing.objects.get_or_create(thread=thread)
    if new:
        record("thread.closed", actor=by, subject=thread)
