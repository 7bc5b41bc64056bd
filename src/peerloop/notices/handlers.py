"""Send what is due, if it is still true and welcome."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.models import Entry
from peerloop.journal.outbox import enqueue, handles
from peerloop.kit.clock import now
from peerloop.notices.kinds import KINDS, NUDGES
from peerloop.notices.mail import build
from peerloop.notices.models import Notice, Silence
from peerloop.notices.timing import end_of_quiet, nudge_free_at

if TYPE_CHECKING:
    from peerloop.notices.message import Kind, Message

STALE = timedelta(days=21)


@handles("notices.send", speaks_outside=True)
def send(payload: dict[str, int | str]) -> None:
    """Compose the notice as things stand now and send it, put it off, or drop it with the reason.

    The mail server is spoken to under the job's lease, outside any transaction; a worker that dies between the
    mail and its mark sends it again under the same Message-ID, by which mail programs know it for the same.
    """
    notice = Notice.objects.select_related("member").get(pk=payload["notice"])
    if notice.sent_at or notice.dropped_at:
        return
    kind = KINDS[notice.kind]
    message = kind.compose(notice.member, Entry.objects.get(pk=notice.entry)) if notice.member.is_active else None
    drop = _drop(notice, message)
    if drop or message is None:
        _mark(notice, dropped_at=now(), why_dropped=drop)
    elif later := _later(notice, kind, message):
        with transaction.atomic():
            _mark(notice, due_at=later)
            enqueue("notices.send", {"notice": notice.pk}, due_at=later)
    else:
        build(notice, message).send()
        _mark(notice, sent_at=now())


def _mark(notice: Notice, **state: datetime | str) -> None:
    Notice.objects.filter(pk=notice.pk).update(**state)


def _drop(notice: Notice, message: Message | None) -> str:
    if not notice.member.is_active:
        return Notice.Drop.DEPARTED
    if Silence.objects.filter(member=notice.member, kind=notice.kind).exists():
        return Notice.Drop.SILENCED
    if now() - notice.made_at > STALE:
        return Notice.Drop.STALE
    return "" if message else Notice.Drop.NOT_SEEN


def _later(notice: Notice, kind: Kind, message: Message) -> datetime | None:
    """Return until when the notice waits: the end of the quiet hours, then a place in the week's budget."""
    start = now()
    quiet = end_of_quiet(notice.member, start)
    if quiet and (message.not_after is None or message.not_after > quiet):
        return quiet
    return nudge_free_at(notice.member, NUDGES, start) if kind.nudge else None
