"""Suggestions, the hours two share, requests, pairings, and the links that mail carries."""

from peerloop.web.matchmaking.views.asking import ask, hours
from peerloop.web.matchmaking.views.links import link
from peerloop.web.matchmaking.views.pairings import book, end, pairing_page
from peerloop.web.matchmaking.views.refusals import changes, refuse, welcome
from peerloop.web.matchmaking.views.requests import accept, decline, request_page, requests, withdraw
from peerloop.web.matchmaking.views.suggestions import suggestions

__all__ = [
    "accept",
    "ask",
    "book",
    "changes",
    "decline",
    "end",
    "hours",
    "link",
    "pairing_page",
    "refuse",
    "request_page",
    "requests",
    "suggestions",
    "welcome",
    "withdraw",
]
