"""What can be done at the desk of a circle: one verb to a function, one transaction, one journal entry."""

from peerloop.facilitation.actions.handing_over import hand_over
from peerloop.facilitation.actions.noticing import answer_quiet, notice_quiet
from peerloop.facilitation.actions.prompting import prompt
from peerloop.facilitation.actions.referring import close_referral, refer
from peerloop.facilitation.actions.remarking import keep_remark
from peerloop.facilitation.actions.succeeding import check_lines, decline_succession, take_over

__all__ = [
    "answer_quiet", "check_lines", "close_referral", "decline_succession", "hand_over", "keep_remark", "notice_quiet",
    "prompt", "refer", "take_over",
]  # fmt: skip
