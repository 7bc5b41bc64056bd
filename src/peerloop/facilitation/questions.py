"""What whoever facilitates can ask: to begin, on the way, towards the end. Data plus prose; codes never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Phase = Literal["begin", "way", "end"]


@dataclass(frozen=True)
class Question:
    """A question, and when it is good."""

    code: str
    phase: Phase
    text: str | _StrPromise


QUESTIONS = (
    Question(
        "because", "begin", _("What made you come? What would have to be true at the end, for it to be worth it?")
    ),
    Question("know", "begin", _("What do you know about it already, and who here have you learned it from?")),
    Question("need", "begin", _("What do you need from the others, so that you can ask what you do not know?")),
    Question(
        "tried", "way", _("What did you try since last time, and what happened? It counts, too, if it went wrong.")
    ),
    Question("stuck", "way", _("Where are you stuck just now? Who has been stuck there, and what got you out?")),
    Question("other", "way", _("How would somebody from another team look at this?")),
    Question("hard", "way", _("What is the question that none of us has asked yet?")),
    Question("small", "way", _("What is the smallest thing that you could try before we meet again?")),
    Question("changed", "end", _("What do you do otherwise now than before we began?")),
    Question("passed", "end", _("What would you pass on to a circle that begins with this tomorrow?")),
    Question("thanks", "end", _("From whom here did you learn something? Tell them what.")),
)
