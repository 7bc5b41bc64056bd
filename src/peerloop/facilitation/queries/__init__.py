"""Desks, silences, successions and referrals as far as somebody may see them."""

from peerloop.facilitation.queries.desk import Desk, Latest, Shown, desk, guidelines_of, prompts_for, shown_desks
from peerloop.facilitation.queries.lines import Crossed, begun_from_above, candidates, crossed
from peerloop.facilitation.queries.seen import (
    can_refer,
    desks_seen_by,
    hand_overs_seen_by,
    posts_at,
    quiet_of,
    quiets_told_to,
    referrals_seen_by,
    referrals_to,
    remark_of,
    successions_answered_by,
    successions_of,
    successions_seen_by,
)
from peerloop.facilitation.queries.silence import Silence, silences
from peerloop.facilitation.queries.waiting import quiet_waiting, successions_waiting

__all__ = [
    "Crossed", "Desk", "Latest", "Shown", "Silence", "begun_from_above", "can_refer", "candidates", "crossed", "desk",
    "desks_seen_by", "guidelines_of", "hand_overs_seen_by", "posts_at", "prompts_for", "quiet_of", "quiet_waiting",
    "quiets_told_to", "referrals_seen_by", "referrals_to", "remark_of", "shown_desks", "silences",
    "successions_answered_by", "successions_of", "successions_seen_by", "successions_waiting",
]  # fmt: skip
