"""Every kind of notice there is, by its code."""

from __future__ import annotations

from peerloop.notices.kinds import appeals, coffee, loops, pickups, requests, sessions

KINDS = {
    kind.code: kind
    for kind in (*requests.KINDS, *sessions.KINDS, *loops.KINDS, *pickups.KINDS, *coffee.KINDS, *appeals.KINDS)
}
NUDGES = frozenset(kind.code for kind in KINDS.values() if kind.nudge)
