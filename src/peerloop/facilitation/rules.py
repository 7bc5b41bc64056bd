"""What may be said from the desk, when a silence is told to whom, and what a referral must say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.facilitation.models import LONGEST_REMARK, LONGEST_WORD, Prompt
from peerloop.kit.text import clean

if TYPE_CHECKING:
    from peerloop.circles.models import Circle

Kind = Prompt.Kind
MEETINGS = 2
"""After so many meetings without a visible word somebody is quiet."""
FIRST = timedelta(days=7)
"""So long a silence is known to the member alone, who may refuse that it is told."""
AGAIN = timedelta(days=3)
"""The guidelines are not held up to the same people more often."""
HAND_OVER_IN = timedelta(days=14)
"""Who stands above somebody in the circle facilitates no longer than this, be there a successor or not."""


class Settled(ValidationError):
    """Somebody has dealt with it already."""

    def __init__(self) -> None:
        """Say that there is nothing left to do."""
        super().__init__(_("It has been dealt with already."))


def a_text(text: str, *, field: str, most: int, needed: bool = True) -> str:
    """Return the text as it is stored; raises ``ValidationError`` on ``field`` for none or too much."""
    said = clean(text.replace("\r\n", "\n"))
    if needed and not said:
        raise ValidationError({field: _("Please write something first.")})
    if len(said) > most:
        raise ValidationError({field: _("Please keep it to %(most)s characters.") % {"most": f"{most:,}"}})
    return said


def a_note(text: str) -> str:
    """Return a remark or a note to a successor as it is stored; it may be empty."""
    return a_text(text, field="note", most=LONGEST_REMARK, needed=False)


def a_word(text: str, field: str, *, needed: bool = True) -> str:
    """Return a word on one line."""
    return " ".join(a_text(text, field=field, most=LONGEST_WORD, needed=needed).split())


def begun_with(kind: str, circle: Circle, *, guidelines: str = "") -> str:
    """Return what the box for a prompt begins with; who facilitates puts it into their own words."""
    words = {"title": circle.title, "goal": circle.goal, "guidelines": guidelines}
    if kind == Kind.KICK_OFF:
        text = _(
            "Welcome to “%(title)s”! What we want to reach together: %(goal)s\n\nTo begin: who are you, what made you "
            "come, and what do you hope to be able to do at the end?"
        )
    elif kind == Kind.GOAL:
        text = _(
            "Let us look up for a moment. What we came for: %(goal)s\n\nWhere are we, and what is the next small step?"
        )
    elif kind == Kind.GUIDELINES:
        text = _(
            "A word about how we treat one another here. It is on one page, and worth another look: %(guidelines)s"
        )
    else:
        return ""
    return text % words
