"""What can be done with sessions and feeds: one verb to a file."""

from peerloop.schedule.actions.announce_session import announce_session
from peerloop.schedule.actions.answer import answer
from peerloop.schedule.actions.call_together import call_together
from peerloop.schedule.actions.cancel_session import cancel_session
from peerloop.schedule.actions.change_session import change_session
from peerloop.schedule.actions.confirm_session import confirm_session
from peerloop.schedule.actions.decline_invitation import decline_invitation
from peerloop.schedule.actions.grant_allowance import end_allowance, grant_allowance, take_back_allowance
from peerloop.schedule.actions.hold_meeting import hold_meeting
from peerloop.schedule.actions.hold_session import hold_session
from peerloop.schedule.actions.invite import invite
from peerloop.schedule.actions.join_session import join_session
from peerloop.schedule.actions.keep_place import keep_place
from peerloop.schedule.actions.keep_wall_time import keep_wall_time
from peerloop.schedule.actions.leave_session import leave_session
from peerloop.schedule.actions.make_feed import make_feed
from peerloop.schedule.actions.move_session import move_session
from peerloop.schedule.actions.place_session import place_session
from peerloop.schedule.actions.record_ended_sessions import record_ended_sessions
from peerloop.schedule.actions.revoke_feed import revoke_feed
from peerloop.schedule.actions.stop_waiting import stop_waiting

__all__ = [
    "announce_session",
    "answer",
    "call_together",
    "cancel_session",
    "change_session",
    "confirm_session",
    "decline_invitation",
    "end_allowance",
    "grant_allowance",
    "hold_meeting",
    "hold_session",
    "invite",
    "join_session",
    "keep_place",
    "keep_wall_time",
    "leave_session",
    "make_feed",
    "move_session",
    "place_session",
    "record_ended_sessions",
    "revoke_feed",
    "stop_waiting",
    "take_back_allowance",
]
