"""What can be done with a file of people."""

from peerloop.intake.actions.applying import NotConfirmed, Refused, apply_import
from peerloop.intake.actions.asking import ask_import, carry_out, discard_upload, forget_uploads, take_upload
from peerloop.intake.actions.undoing import (
    StillUsed,
    TooLate,
    ask_undo,
    carry_out_undo,
    forget_traces,
    undo_import,
)
from peerloop.intake.queries import Preview, preview

__all__ = [
    "NotConfirmed",
    "Preview",
    "Refused",
    "StillUsed",
    "TooLate",
    "apply_import",
    "ask_import",
    "ask_undo",
    "carry_out",
    "carry_out_undo",
    "discard_upload",
    "forget_traces",
    "forget_uploads",
    "preview",
    "take_upload",
    "undo_import",
]
