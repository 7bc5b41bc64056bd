"""The inbox, what a member decides about notices, the way out of each mail, and in the demo the mail itself."""

from peerloop.web.notices.views.inbox import count, inbox, notice, reading, unreading
from peerloop.web.notices.views.mailbox import letter, mailbox
from peerloop.web.notices.views.ways import hearing, silence
from peerloop.web.notices.views.wishes import settings_page

__all__ = [
    "count",
    "hearing",
    "inbox",
    "letter",
    "mailbox",
    "notice",
    "reading",
    "settings_page",
    "silence",
    "unreading",
]
