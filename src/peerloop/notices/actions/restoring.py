"""What a restored house must not send."""

from __future__ import annotations

from django.db.models import Q

from peerloop.kit.clock import now
from peerloop.notices.channels import Channel
from peerloop.notices.models import Digest, Notice


def quieten() -> None:
    """Drop what was on its way when the backup was made; what had arrived stays on its reader's page."""
    on_its_way = Q(arrived_at=None) | Q(channel=Channel.MAIL, sent_at=None)
    Notice.objects.filter(on_its_way, dropped_at=None).update(dropped_at=now(), why_dropped=Notice.Drop.RESTORED)
    Digest.objects.filter(sent_at=None, dropped_at=None).update(dropped_at=now())
