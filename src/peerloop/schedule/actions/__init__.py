"""What can be done with sessions and feeds: one verb to a file."""

from peerloop.schedule.actions.cancel_session import cancel_session
from peerloop.schedule.actions.confirm_session import confirm_session
from peerloop.schedule.actions.hold_meeting import hold_meeting
from peerloop.schedule.actions.hold_session import hold_session
from peerloop.schedule.actions.keep_wall_time import keep_wall_time
from peerloop.schedule.actions.leave_session import leave_session
from peerloop.schedule.actions.make_feed import make_feed
from peerloop.schedule.actions.move_session import move_session
from peerloop.schedule.actions.place_session import place_session
from peerloop.schedule.actions.record_ended_sessions import record_ended_sessions
from peerloop.schedule.actions.revoke_feed import revoke_feed

__all__ = [
    "cancel_session",
    "confirm_session",
    "hold_meeting",
    "hold_session",
    "keep_wall_time",
    "leave_session",
    "make_feed",
    "move_session",
    "place_session",
    "record_ended_sessions",
    "revoke_feed",
]
