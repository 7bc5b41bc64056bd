"""What can be done with a file of people."""

from peerloop.intake.actions.applying import NotConfirmed, Refused, apply_import
from peerloop.intake.actions.asking import ask_import, carry_out, discard_upload, forget_uploads, take_upload
from peerloop.intake.actions.exporting import export_people
from peerloop.intake.actions.meaning import say_headings
from peerloop.intake.actions.picking import ask_fetch, fetch_due, forget_fetches, look, remove_pickup, save_pickup
from peerloop.intake.actions.skill_lists import (
    InUse,
    TakenBackAlready,
    ask_skill_list,
    ask_undo_skill_list,
    carry_out_skill_list,
    carry_out_undo_skill_list,
    discard_skill_list,
    forget_skill_lists,
    take_skill_list,
    undo_skill_list,
)
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
    "InUse",
    "NotConfirmed",
    "Preview",
    "Refused",
    "StillUsed",
    "TakenBackAlready",
    "TooLate",
    "apply_import",
    "ask_fetch",
    "ask_import",
    "ask_skill_list",
    "ask_undo",
    "ask_undo_skill_list",
    "carry_out",
    "carry_out_skill_list",
    "carry_out_undo",
    "carry_out_undo_skill_list",
    "discard_skill_list",
    "discard_upload",
    "export_people",
    "fetch_due",
    "forget_fetches",
    "forget_skill_lists",
    "forget_traces",
    "forget_uploads",
    "look",
    "preview",
    "remove_pickup",
    "save_pickup",
    "say_headings",
    "take_skill_list",
    "take_upload",
    "undo_import",
    "undo_skill_list",
]
