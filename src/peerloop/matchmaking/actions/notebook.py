"""The notebook that only the two read. Both write in it; a change to an older text is not lost, nor does it win."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.held_pairing import both, held_pairing, running_pairing, still_there
from peerloop.matchmaking.models import Note
from peerloop.matchmaking.rules import NoteChanged, a_page, must, must_run

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member


@transaction.atomic
def write_note(pairing: Pairing, *, text: str, by: Member) -> Note:
    """Begin a note; raises ``BadLine``, ``PairingOver`` and ``PermissionDenied``."""
    held = running_pairing(pairing, by=by)
    note = Note.objects.create(pairing=held, text=a_page(text), by=by, at=now(), changed_by=by, changed_at=now())
    record("note.written", actor=by, subject=note, about=both(held))
    return note


@transaction.atomic
def change_note(note: Note, *, text: str, version: int, by: Member) -> Note:
    """Put ``text`` in place of the note's version ``version``; the same text again (a double click) changes nothing.

    Raises ``NoteChanged`` with the note as it stands where it was changed meanwhile, ``NotPossible`` where it was
    erased, else as ``write_note`` does.
    """
    held = held_pairing(note.pairing, by=by)
    must_run(held)
    words = a_page(text)
    note = still_there(note)
    if note.text == words:
        return note
    if note.version != version:
        raise NoteChanged(_("This note was changed while you were writing."), note=note)
    note.text, note.version, note.changed_by, note.changed_at = words, version + 1, by, now()
    note.save(update_fields=["text", "version", "changed_by", "changed_at"])
    record("note.changed", actor=by, subject=note, about=both(held))
    return note


@transaction.atomic
def erase_note(note: Note, *, by: Member) -> None:
    """Erase a note that one has begun, for both, also after the end; ``PermissionDenied`` for anybody else's."""
    held = held_pairing(note.pairing, by=by)
    must(note.by_id == by.pk)
    note = still_there(note)
    record("note.erased", actor=by, subject=note, about=both(held))
    note.delete()
