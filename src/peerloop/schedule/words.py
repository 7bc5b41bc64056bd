"""The word that goes with a move or a cancellation."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean

LONGEST_WORD = 280


def a_word(text: str) -> str:
    """Return the word as it is stored, on one line; raises ``ValidationError`` for one that is too long."""
    word = " ".join(clean(text).split())
    if len(word) > LONGEST_WORD:
        raise ValidationError({"word": _("Please keep it to %(most)s characters.") % {"most": LONGEST_WORD}})
    return word
