"""Why somebody is suggested, and why nobody is: codes with their figures, as they are stored.

Only what both may know goes in: nothing of anybody's needs, avoid-lists, blocks or requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from peerloop.engines.matching import Policy, Reason
from peerloop.matchmaking.hours import LENGTH
from peerloop.matchmaking.rules import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.engines.matching import WhyNot
    from peerloop.matchmaking.rolling import Rolling

POLICY = Policy(length=LENGTH)
PROMISED = "promised"
MOST = 4


class Code(TypedDict, total=False):
    """A reason: its ``code`` and, where it has one, its number."""

    code: str
    count: int


def why(parts: Mapping[str, int], *, gap: int, vouched: int, hours: int) -> list[Code]:
    """Return the reasons that hold for a pair, at most four: what says most to a person first.

    ``parts``: the points by part of the engine's policy. ``gap``: levels above the wanted one. ``vouched``: by how
    many. ``hours``: how many half-hours of the coming week both have free.
    """
    known: dict[str, Code] = {
        "wish": {"code": "wish"},
        "vouched": {"code": "vouched", "count": vouched},
        "level": {"code": "level", "count": gap},
        "other_team": {"code": "other_team"},
        "not_met": {"code": "not_met"},
        "same_place": {"code": "same_place"},
        "hours": {"code": "hours", "count": hours},
        "seniority": {"code": "seniority"},
    }
    return [reason for part, reason in known.items() if parts.get(part, 0) > 0][:MOST]


def shortfall(found: WhyNot, week: Rolling, *, request: int = -1) -> tuple[str, dict[str, Any]]:
    """Return the code and the figures that a reader may see for a need that nobody meets.

    Avoid-listed, blocked and departed people are folded into "taken or away just now", and a count below five
    becomes -1: "a few". ``PROMISED``: some have a seat, which a run chose for others; ``one_seat`` says that with
    one more it would be this ``request``. ``hour``: the nearest one, where there is none in common.
    """
    counts = {"holders": found.holders, "at_level": found.at_level, "allowed": found.allowed, "free": found.free}
    detail: dict[str, Any] = {name: told(number) for name, number in counts.items()}
    if found.nearest is not None:
        detail["hour"] = week.moment(found.nearest.hour).isoformat()
    if found.seat is not None and found.seat.request == request:
        detail["one_seat"] = True
    if found.reason is Reason.NOBODY_HAS_IT and found.holders:
        return str(Reason.NOT_OFFERED), detail
    if found.reason is Reason.TAKEN_OR_AWAY and found.fresh > found.avoided + found.away:
        return PROMISED, detail
    return str(found.reason), detail
