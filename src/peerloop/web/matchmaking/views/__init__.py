"""Suggestions, the hours two share, requests, pairings and rings, and the links that mail carries."""

from peerloop.web.matchmaking.views.agenda import add_point, remove_point, tick, untick
from peerloop.web.matchmaking.views.asking import ask, hours
from peerloop.web.matchmaking.views.earlier import narrow, widen
from peerloop.web.matchmaking.views.endings import end, say_thanks, still
from peerloop.web.matchmaking.views.goals import drop, goal, reach, reopen, set_goal
from peerloop.web.matchmaking.views.links import link
from peerloop.web.matchmaking.views.notebook import erase, note, notebook
from peerloop.web.matchmaking.views.other_side import prefer, prefer_no_longer
from peerloop.web.matchmaking.views.pairings import book, pairing_page, pairings
from peerloop.web.matchmaking.views.refusals import changes, refuse, welcome
from peerloop.web.matchmaking.views.requests import accept, decline, request_page, requests, withdraw
from peerloop.web.matchmaking.views.rings import join, leave, ring
from peerloop.web.matchmaking.views.stretches import choose_stretch, dismiss, stretch, take
from peerloop.web.matchmaking.views.suggestions import suggestions
from peerloop.web.matchmaking.views.words import word

__all__ = [
    "accept",
    "add_point",
    "ask",
    "book",
    "changes",
    "choose_stretch",
    "decline",
    "dismiss",
    "drop",
    "end",
    "erase",
    "goal",
    "hours",
    "join",
    "leave",
    "link",
    "narrow",
    "note",
    "notebook",
    "pairing_page",
    "pairings",
    "prefer",
    "prefer_no_longer",
    "reach",
    "refuse",
    "remove_point",
    "reopen",
    "request_page",
    "requests",
    "ring",
    "say_thanks",
    "set_goal",
    "still",
    "stretch",
    "suggestions",
    "take",
    "tick",
    "untick",
    "welcome",
    "widen",
    "withdraw",
    "word",
]
