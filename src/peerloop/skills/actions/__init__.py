"""What can be done to skills, offers, needs and endorsements; one verb each."""

from peerloop.skills.actions.answering import answer_words
from peerloop.skills.actions.closing import close_week
from peerloop.skills.actions.endorsing import endorse, withdraw_endorsement
from peerloop.skills.actions.merging import merge_skills, take_back_merge
from peerloop.skills.actions.naming import (
    add_alias,
    add_broader,
    propose_skill,
    remove_alias,
    remove_broader,
    rename_skill,
)
from peerloop.skills.actions.offering import answer_waiting, confirm_offer, offer, withdraw_offer
from peerloop.skills.actions.wanting import drop_need, want
from peerloop.skills.queries import find_skill

__all__ = [
    "add_alias",
    "add_broader",
    "answer_waiting",
    "answer_words",
    "close_week",
    "confirm_offer",
    "drop_need",
    "endorse",
    "find_skill",
    "merge_skills",
    "offer",
    "propose_skill",
    "remove_alias",
    "remove_broader",
    "rename_skill",
    "take_back_merge",
    "want",
    "withdraw_endorsement",
    "withdraw_offer",
]
