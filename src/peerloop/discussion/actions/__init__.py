"""What can be done in threads."""

from peerloop.discussion.actions.drafting import mark_read, save_draft
from peerloop.discussion.actions.hiding import hide, show_again
from peerloop.discussion.actions.reacting import react, take_reaction_back
from peerloop.discussion.actions.saying import change, say, take_back
from peerloop.discussion.actions.threads import close_thread, open_thread, seat, set_openness, unseat

__all__ = [
    "change", "close_thread", "hide", "mark_read", "open_thread", "react", "save_draft", "say", "seat", "set_openness",
    "show_again", "take_back", "take_reaction_back", "unseat",
]  # fmt: skip
