"""The way out that each mail carries, and the way back: signed, for one member and one kind of notice or the digest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.notices.channels import Channel
from peerloop.notices.kinds import KINDS
from peerloop.notices.message import page
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.notices.message import Kind

OUT, BACK = "silence", "hearing"
HOLDS = timedelta(days=365)
TO_GO_BACK = timedelta(days=1)
DIGEST = ""
"""Stands in a token where a kind would: the digest as a whole."""


def way_out(member_id: int, kind: str = DIGEST) -> str:
    """Return the absolute address that silences ``kind`` for the member with one POST; without one, the digest."""
    return page("notices:silence", sign(OUT, member=member_id, kind=kind))


def opened(token: str) -> tuple[Member, Kind | None]:
    """Return who wants to hear no more of what; None: the digest.

    Raises ``BadToken`` where it is forged or too old, or where its member has left.
    """
    said = unsign(OUT, token, within=HOLDS)
    return _member(said), _kind(said)


def way_back(member_id: int, kind: str, channel: str) -> str:
    """Return the token with which whoever has just silenced a kind hears of it again, as before."""
    return sign(BACK, member=member_id, kind=kind, channel=channel)


def opened_back(token: str) -> tuple[Member, Kind | None, str]:
    """Return who wants to hear of what again, and how; raises ``BadToken`` as ``opened`` does, and after a day."""
    said = unsign(BACK, token, within=TO_GO_BACK)
    channel = str(said["channel"])
    if channel not in Channel.values:
        raise BadToken
    return _member(said), _kind(said), channel


def _member(said: dict[str, int | str]) -> Member:
    member = Member.objects.present().filter(pk=said["member"]).first()
    if member is None:
        raise BadToken
    return member


def _kind(said: dict[str, int | str]) -> Kind | None:
    code = str(said["kind"])
    if code and code not in KINDS:
        raise BadToken
    return KINDS[code] if code else None
