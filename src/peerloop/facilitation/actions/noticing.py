"""Who has said nothing visible for two meetings is told first; what they answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.facilitation.models import Quiet
from peerloop.facilitation.queries import quiet_of, silences
from peerloop.facilitation.rules import a_word
from peerloop.journal.actions import record
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def notice_quiet() -> int:
    """Tell those who have become quiet, nobody else, and return how many."""
    found = silences()
    for silence in found:
        row, new = Quiet.objects.get_or_create(
            circle_id=silence.circle, member_id=silence.member, defaults={"at": now()}
        )
        if new:
            record("facilitation.quiet_noticed", actor=None, subject=row, about=[silence.member])
    return len(found)


@transaction.atomic
def answer_quiet(quiet: Quiet, *, by: Member, tell: bool, word: str = "") -> Quiet:
    """Let whoever facilitates know, with a word if one likes, or not; it can be said otherwise until the circle closes.

    Raises ``ValidationError`` on "word", ``PermissionDenied`` for anybody else's.
    """
    stands = quiet_of(by).select_for_update(of=["self"], no_key=True).filter(pk=quiet.pk).first()
    if stands is None:
        raise PermissionDenied
    said = a_word(word, "word", needed=False) if tell else ""
    stands.answer, stands.word = (Quiet.Answer.TELL if tell else Quiet.Answer.NO), said
    stands.save(update_fields=["answer", "word"])
    record("facilitation.quiet_answered", actor=by, subject=stands, about=[by.pk])
    return stands
