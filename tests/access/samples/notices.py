"""Notices, and what is in mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.matchmaking import an_asking
from tests.access.samples.registry import sample

from peerloop.kit.clock import now
from peerloop.kit.tokens import sign
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Notice

if TYPE_CHECKING:
    from peerloop.people.models import Member

ONE_ACTS = {"notice.see"}
NOT_EVEN_THERE = {"notices:mailbox", "notices:letter"}


@sample("notices:silence")
def a_way_out(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they hear no more of it."""
    return {"token": sign("silence", member=owner.pk, kind=next(iter(KINDS)))}


@sample("notices:hearing")
def a_way_back(owner: Member, other: Member) -> dict[str, Any]:
    """The link with which the owner, who has just silenced it, hears of it again."""
    return {"token": sign("hearing", member=owner.pk, kind=next(iter(KINDS)), channel="mail")}


@sample("notice")
def a_notice(owner: Member, other: Member) -> dict[str, Any]:
    """The other has asked the owner, and the owner is told."""
    asked = an_asking(other, owner)
    notice = Notice.objects.get(member=owner, kind="request_made", subject=asked.pk)
    return {"pk": notice.pk, "post": {"read": now().isoformat()}}
