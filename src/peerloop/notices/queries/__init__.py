"""What of notices each reader sees; doors fetch them only through these."""

from peerloop.notices.queries.composing import Shown, composed, shown
from peerloop.notices.queries.digests import for_digest, plan_of
from peerloop.notices.queries.progress import spreading
from peerloop.notices.queries.seen import notices_seen_by, unread_count
from peerloop.notices.queries.wishes import channels_of, quiet_of, waiting_for

__all__ = [
    "Shown",
    "channels_of",
    "composed",
    "for_digest",
    "notices_seen_by",
    "plan_of",
    "quiet_of",
    "shown",
    "spreading",
    "unread_count",
    "waiting_for",
]
