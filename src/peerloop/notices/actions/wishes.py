"""What a member wants to hear of, how and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.notices.channels import Channel
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import DigestTime, Preference, QuietHours
from peerloop.notices.queries import channels_of
from peerloop.notices.timing import within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, time

    from peerloop.people.models import Member


@dataclass(frozen=True)
class Wishes:
    """A channel for each kind that is named, the quiet hours, and when the digest comes: in the member's own zone."""

    channels: Mapping[str, str]
    starts: time
    ends: time
    every: str = DigestTime.Every.DAY
    weekday: int = 0
    hour: int = 8
    paused_at: datetime | None = None


@transaction.atomic
def settle(member: Member, wishes: Wishes) -> None:
    """Keep all that the member wishes; raises ``ValidationError`` by field where two wishes do not go together."""
    _must_go_together(wishes)
    QuietHours.objects.update_or_create(member=member, defaults={"starts": wishes.starts, "ends": wishes.ends})
    plan = {"every": wishes.every, "weekday": wishes.weekday, "hour": wishes.hour, "paused_at": wishes.paused_at}
    DigestTime.objects.update_or_create(member=member, defaults=plan)
    before = channels_of(member)
    _choose(member, {code: channel for code, channel in wishes.channels.items() if before.get(code) != channel})
    record("notice.chosen", actor=member, subject=member, about=[member.pk])


def _must_go_together(wishes: Wishes) -> None:
    if wishes.starts == wishes.ends:
        raise ValidationError({"ends": _("Choose another end: a whole day of quiet would hold back every mail.")})
    quiet = within(wishes.starts.replace(hour=wishes.hour, minute=0), wishes.starts, wishes.ends)
    if quiet and Channel.DIGEST in wishes.channels.values():
        raise ValidationError({"hour": _("That hour lies in your quiet hours. Choose another for the digest.")})


@transaction.atomic
def silence(member: Member, kind: str) -> str:
    """Write the member no more mail of this kind: it stands on their page. Doing it twice is doing it once.

    Returns how it reached them before, for whoever changes their mind.
    """
    before = channels_of(member)[kind]
    if before in (Channel.MAIL, Channel.DIGEST):
        _choose(member, {kind: Channel.PAGE})
        record("notice.silenced", actor=member, subject=member, about=[member.pk])
    return before


@transaction.atomic
def hear(member: Member, kind: str, channel: str) -> None:
    """Let this kind reach the member as it did before they silenced it."""
    if channels_of(member)[kind] != channel:
        _choose(member, {kind: channel})
        record("notice.heard", actor=member, subject=member, about=[member.pk])


def _choose(member: Member, channels: Mapping[str, str]) -> None:
    """Keep what differs from what everybody has, and nothing else."""
    usual = [code for code, channel in channels.items() if KINDS[code].channel == channel]
    Preference.objects.filter(member=member, kind__in=usual).delete()
    Preference.objects.bulk_create(
        [Preference(member=member, kind=code, channel=channels[code], at=now()) for code in channels.keys() - {*usual}],
        update_conflicts=True, unique_fields=["member", "kind"], update_fields=["channel", "at"],
    )  # fmt: skip
