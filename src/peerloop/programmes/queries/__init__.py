"""Programmes as far as somebody may see them, who takes part, and what is told in numbers."""

from peerloop.programmes.queries.audience import (
    audience,
    days_run_by,
    in_audience,
    invited_at_least,
    objectives_run_by,
    open_programmes,
    overlapping,
    participants,
    participants_seen_by,
    programmes_run_by,
    programmes_seen_by,
    runs,
    to_accept_first,
    to_invite,
)
from peerloop.programmes.queries.counting import (
    OBSTACLE,
    Standing,
    figures_now,
    published,
    published_on,
    standings,
)
from peerloop.programmes.queries.shown import Shown, listed, obstacle_of, one, these
from peerloop.programmes.queries.today import waiting_programmes

__all__ = [
    "OBSTACLE", "Shown", "Standing", "audience", "days_run_by", "figures_now", "in_audience", "invited_at_least",
    "listed", "objectives_run_by", "obstacle_of", "one", "open_programmes", "overlapping", "participants",
    "participants_seen_by", "programmes_run_by", "programmes_seen_by", "published", "published_on", "runs",
    "standings", "these", "to_accept_first", "to_invite", "waiting_programmes",
]  # fmt: skip
