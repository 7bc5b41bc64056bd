"""Sessions, the calendar, and the private feed of both."""

from peerloop.web.sessions.views.announce import announce, change_particulars, show_sessions
from peerloop.web.sessions.views.answering import answer, link
from peerloop.web.sessions.views.calendar import show_agenda, show_week
from peerloop.web.sessions.views.change import cancel, leave, move, say_where
from peerloop.web.sessions.views.feed import feed, revoke, show_feed
from peerloop.web.sessions.views.impromptu import impromptu
from peerloop.web.sessions.views.invitations import invitations
from peerloop.web.sessions.views.session import download, show_session

__all__ = [
    "announce",
    "answer",
    "cancel",
    "change_particulars",
    "download",
    "feed",
    "impromptu",
    "invitations",
    "leave",
    "link",
    "move",
    "revoke",
    "say_where",
    "show_agenda",
    "show_feed",
    "show_session",
    "show_sessions",
    "show_week",
]
