"""Send what is due by mail, if it is still true and welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.outbox import enqueue, handles
from peerloop.kit.clock import now
from peerloop.notices.actions import drop
from peerloop.notices.actions.telling import STALE
from peerloop.notices.channels import Channel
from peerloop.notices.kinds import KINDS
from peerloop.notices.mail import build
from peerloop.notices.models import Notice
from peerloop.notices.queries import channels_of, composed
from peerloop.notices.timing import end_of_quiet

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.notices.message import Message


@handles("notices.send", speaks_outside=True)
def send(payload: dict[str, int | str]) -> None:
    """Compose the notice as things stand now and send it, put it off, or drop it with the reason.

    The mail server is spoken to under the job's lease, outside any transaction; a worker that dies between the
    mail and its mark sends it again under the same Message-ID, by which mail programs know it for the same.
    """
    notice = Notice.objects.select_related("member").filter(pk=payload["notice"]).first()
    if notice is None or notice.sent_at or notice.dropped_at or not _has_arrived(notice):
        return
    message = composed(notice.member, [notice]).get(notice.pk) if notice.member.is_active else None
    if why := _why_not(notice, message):
        drop([notice], why)
    elif (channel := channels_of(notice.member)[notice.kind]) != Channel.MAIL:
        Notice.objects.filter(pk=notice.pk).update(channel=channel)
    elif message and (later := _later(notice, message)):
        with transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(due_at=later)
            enqueue("notices.send", {"notice": notice.pk}, due_at=later)
    elif message:
        build(notice, message).send()
        Notice.objects.filter(pk=notice.pk).update(sent_at=now())


def _has_arrived(notice: Notice) -> bool:
    """Whether it may go now; a gentle word that has not had its turn waits for it."""
    kind = KINDS.get(notice.kind)
    if notice.arrived_at or kind is None:
        return True
    if kind.nudge:
        enqueue("notices.nudge", {"member": notice.member_id})
        return False
    Notice.objects.filter(pk=notice.pk).update(arrived_at=now())
    return True


def _why_not(notice: Notice, message: Message | None) -> str:
    if not notice.member.is_active:
        return Notice.Drop.DEPARTED
    if message is None:
        return Notice.Drop.NOT_SEEN
    if channels_of(notice.member)[notice.kind] == Channel.NONE:
        return Notice.Drop.SILENCED
    return Notice.Drop.STALE if now() - notice.made_at > STALE else ""


def _later(notice: Notice, message: Message) -> datetime | None:
    """Return the end of the quiet hours until which the notice waits, unless it would be too late then."""
    quiet = end_of_quiet(notice.member, now())
    return quiet if quiet and (message.not_after is None or message.not_after > quiet) else None
