"""What can be done about guidelines: one verb to a function, one transaction, one journal entry."""

from peerloop.guidelines.actions.accepting import accept_guidelines
from peerloop.guidelines.actions.adopting import adopt
from peerloop.guidelines.actions.asking import ask_to_accept, ask_what_they_think
from peerloop.guidelines.actions.consulting import ask_for_comments
from peerloop.guidelines.actions.drafting import change_draft, draft_guidelines, draft_version, give_up_draft

__all__ = [
    "accept_guidelines", "adopt", "ask_for_comments", "ask_to_accept", "ask_what_they_think", "change_draft",
    "draft_guidelines", "draft_version", "give_up_draft",
]  # fmt: skip
