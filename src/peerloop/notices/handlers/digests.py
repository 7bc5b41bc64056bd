"""Digests: made when their reader's hour has come, composed as things stand when they are sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min

from peerloop.journal.outbox import enqueue, handles
from peerloop.kit.clock import now
from peerloop.notices.actions import look_through, open_digest
from peerloop.notices.channels import Channel
from peerloop.notices.mail import build_digest
from peerloop.notices.models import Digest, DigestTime, Notice
from peerloop.notices.queries import channels_of, for_digest, plan_of
from peerloop.notices.timing import end_of_quiet, latest_slot
from peerloop.people.models import Member

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.notices.queries import Shown

MOST = 30
"""So many things stand in one digest; the others are on the page, and it says how many."""
OFTEN = timedelta(minutes=15)
"""Some zones are a quarter of an hour off the others."""
BATCH = 500
WELCOME = (Channel.DIGEST, Channel.MAIL)


@handles("notices.digests", every=OFTEN, speaks_outside=True)
def open_all(payload: dict[str, int | str]) -> None:
    """Make the digest of everybody whose hour has come and for whom something waits, each in its own transaction."""
    first = dict(for_digest().values_list("member").annotate(Min("arrived_at")).order_by("member"))
    ids = list(first)
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        plans = {plan.member_id: plan for plan in DigestTime.objects.filter(member__in=some)}
        for member in Member.objects.present().filter(pk__in=some).order_by("pk"):
            if found := _due(plans.get(member.pk) or DigestTime(member=member), first[member.pk]):
                open_digest(member, slot=found[0], until=found[1])


def _due(plan: DigestTime, first: datetime) -> tuple[date, datetime] | None:
    """Return the plan's latest day and hour, where something came before it."""
    day, at = latest_slot(plan, plan.member.time_zone, now())
    return (day, at) if first <= at and plan.paused_at is None else None


@handles("notices.digest", speaks_outside=True)
def send(payload: dict[str, int | str]) -> None:
    """Compose the digest as things stand now and send it, put it off to the end of quiet hours, or drop it.

    As with every mail: sent first, marked afterwards, and known by its Message-ID where it comes twice.
    """
    digest = Digest.objects.select_related("member").filter(pk=payload["digest"]).first()
    if digest is None or digest.sent_at or digest.dropped_at:
        return
    items = _items(digest)
    if not items:
        Digest.objects.filter(pk=digest.pk).update(dropped_at=now())
    elif quiet := end_of_quiet(digest.member, now()):
        enqueue("notices.digest", {"digest": digest.pk}, due_at=quiet)
    else:
        build_digest(digest, items[:MOST], further=len(items[MOST:])).send()
        _mark(digest, items)


def _items(digest: Digest) -> list[Shown]:
    """Return what of the digest is still unread, true and welcome, the newest last."""
    member = digest.member
    if not member.is_active or plan_of(member).paused_at:
        return []
    channels = channels_of(member)
    laid = Notice.objects.filter(digest=digest, read_at=None, dropped_at=None).order_by("arrived_at", "pk")
    there = look_through(member, [notice for notice in laid if channels.get(notice.kind) in WELCOME])
    return [one for one in there if one.message.not_after is None or one.message.not_after > now()]


@transaction.atomic
def _mark(digest: Digest, items: list[Shown]) -> None:
    instant = now()
    Digest.objects.filter(pk=digest.pk).update(sent_at=instant)
    Notice.objects.filter(pk__in=[one.notice.pk for one in items]).update(sent_at=instant)
