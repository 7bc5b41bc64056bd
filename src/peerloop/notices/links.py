"""The way out that each mail carries: signed, for one member and one kind of notice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.notices.kinds import KINDS
from peerloop.notices.message import page
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.notices.message import Kind

PURPOSE = "silence"
HOLDS = timedelta(days=365)


def way_out(member_id: int, kind: str) -> str:
    """Return the absolute address that silences ``kind`` for the member with one POST."""
    return page("notices:silence", sign(PURPOSE, member=member_id, kind=kind))


def opened(token: str) -> tuple[Member, Kind]:
    """Return who wants to hear no more of what.

    Raises ``BadToken`` where it is forged or too old, or where its member has left.
    """
    said = unsign(PURPOSE, token, within=HOLDS)
    member = Member.objects.present().filter(pk=said["member"]).first()
    kind = KINDS.get(str(said["kind"]))
    if member is None or kind is None:
        raise BadToken
    return member, kind
