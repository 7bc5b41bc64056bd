"""What a member decides about notices, and what happens to notices."""

from peerloop.notices.actions.digesting import open_digest, pause_digest, resume_digest
from peerloop.notices.actions.many import spread_on, tell_all
from peerloop.notices.actions.reading import drop, look_through, read, read_all, unread
from peerloop.notices.actions.restoring import quieten
from peerloop.notices.actions.telling import let_through, tell
from peerloop.notices.actions.wishes import Wishes, hear, settle, silence

__all__ = [
    "Wishes",
    "drop",
    "hear",
    "let_through",
    "look_through",
    "open_digest",
    "pause_digest",
    "quieten",
    "read",
    "read_all",
    "resume_digest",
    "settle",
    "silence",
    "spread_on",
    "tell",
    "tell_all",
    "unread",
]
