"""What can be done about a proposal: one verb to a function, one transaction, one journal entry."""

from peerloop.proposals.actions.closing import close_proposal, keep_proposal, tidy_quiet
from peerloop.proposals.actions.proposing import propose, put_otherwise
from peerloop.proposals.actions.scheduling import schedule_proposal
from peerloop.proposals.actions.volunteering import volunteer, withdraw
from peerloop.proposals.actions.wanting import take_back, want_too

__all__ = [
    "close_proposal", "keep_proposal", "propose", "put_otherwise", "schedule_proposal", "take_back", "tidy_quiet",
    "volunteer", "want_too", "withdraw",
]  # fmt: skip
