"""Sessions, the calendar, and the private feed of both."""

from peerloop.web.sessions.views.calendar import show_agenda, show_week
from peerloop.web.sessions.views.change import cancel, leave, move, say_where
from peerloop.web.sessions.views.feed import feed, revoke, show_feed
from peerloop.web.sessions.views.session import download, show_session

__all__ = [
    "cancel",
    "download",
    "feed",
    "leave",
    "move",
    "revoke",
    "say_where",
    "show_agenda",
    "show_feed",
    "show_session",
    "show_week",
]
