"""Views by what they show."""

from peerloop.web.live.views.afterwards import agree, attach, judge, take_away, write_notes
from peerloop.web.live.views.agenda import change, lay_out
from peerloop.web.live.views.here import arrive
from peerloop.web.live.views.live import show_live, turn
from peerloop.web.live.views.questions import answered, ask, want, withdraw

__all__ = [
    "agree",
    "answered",
    "arrive",
    "ask",
    "attach",
    "change",
    "judge",
    "lay_out",
    "show_live",
    "take_away",
    "turn",
    "want",
    "withdraw",
    "write_notes",
]
