"""Pages that show what has come for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser import learning, met

from peerloop.journal.models import Entry
from peerloop.notices.actions import read_all
from peerloop.notices.models import Notice

if TYPE_CHECKING:
    from peerloop.people.models import Member


def inbox(alice: Member, bo: Member, charlie: Member) -> str:
    """Something Alice has read, and something new."""
    met.gained(alice, charlie)
    met.booked_page(alice, bo)
    read_all(alice)
    learning.asked(bo, alice)
    return "/notices"


def inbox_read(alice: Member, bo: Member, charlie: Member) -> str:
    inbox(alice, bo, charlie)
    _count, instant = read_all(alice)
    return f"/notices?read={instant.isoformat().replace('+', '%2B')}"


def one(alice: Member, bo: Member) -> str:
    asked = learning.asked(bo, alice)
    return f"/notices/{Notice.objects.get(member=alice, kind='request_made', subject=asked.pk).pk}"


def waiting(alice: Member, charlie: Member) -> str:
    """A gentle word waits for its turn."""
    met.gained(alice, charlie)
    loop = Entry.objects.filter(subject_type="loops.loop").latest("pk")
    Notice.objects.create(member=alice, entry=loop.pk, kind="loop_due", subject_type="loops.loop", subject=loop.subject)
    return "/settings/notices"
