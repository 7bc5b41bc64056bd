"""What can be done with a file of people."""

from peerloop.intake.actions.applying import NotConfirmed, Refused, apply_import
from peerloop.intake.actions.asking import ask_import, carry_out, discard_upload, forget_uploads, take_upload
from peerloop.intake.queries import Preview, preview

__all__ = [
    "NotConfirmed",
    "Preview",
    "Refused",
    "apply_import",
    "ask_import",
    "carry_out",
    "discard_upload",
    "forget_uploads",
    "preview",
    "take_upload",
]
