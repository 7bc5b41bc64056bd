"""What can be done in this room: one verb to a file."""

from peerloop.vetting.actions.ask_peer import ask_peer
from peerloop.vetting.actions.plan_teach_back import plan_teach_back
from peerloop.vetting.actions.say_remark import say_remark
from peerloop.vetting.actions.take_check import take_check

__all__ = ["ask_peer", "plan_teach_back", "say_remark", "take_check"]
