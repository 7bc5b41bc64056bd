"""What a member does with the skills that their deeds speak for: one verb to a file."""

from peerloop.evidence.actions.bring_back import bring_back
from peerloop.evidence.actions.confirm import confirm
from peerloop.evidence.actions.correct import correct
from peerloop.evidence.actions.keep import keep
from peerloop.evidence.actions.leave_out import leave_out
from peerloop.evidence.actions.tell import tell_some

__all__ = ["bring_back", "confirm", "correct", "keep", "leave_out", "tell_some"]
