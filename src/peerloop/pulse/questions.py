"""What a survey can ask: the questions, the options of each, and which of them are put to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from peerloop.formats.queries import formats
from peerloop.pulse.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

How = Literal["skills", "several", "one", "words"]


@dataclass(frozen=True)
class Question:
    """A question by its code; ``says`` it to those whom each kind of survey asks; ``names`` it in the results."""

    code: str
    how: How
    names: _StrPromise
    says: dict[str, _StrPromise]
    options: tuple[tuple[str, _StrPromise], ...] = ()


_BOTH = (Kind.NEEDS, Kind.LEADERS)


def _to_both(words: _StrPromise) -> dict[str, _StrPromise]:
    return {kind.value: words for kind in _BOTH}


QUESTIONS = {
    one.code: one
    for one in (
        Question(
            "skills", "skills", _("Skills, with level and pace"),
            {"needs": _("What do you want to learn?"), "leaders": _("What do your people most need to learn?")},
        ),
        Question(
            "formats", "several", _("Formats"),
            {"needs": _("How do you like to learn?"), "leaders": _("Which ways of learning suit your people’s work?")},
        ),
        Question(
            "times", "several", _("Times"),
            {"needs": _("When does it suit you?"), "leaders": _("When does it suit your people’s work?")},
            (
                ("morning", _("in the morning")), ("midday", _("around midday")),
                ("afternoon", _("in the afternoon")), ("evening", _("towards the evening")),
            ),
        ),
        Question(
            "often", "one", _("How often"), _to_both(_("How often would be right?")),
            (
                ("weekly", _("every week")), ("fortnightly", _("every two weeks")),
                ("monthly", _("once a month")), ("seldom", _("less often")),
            ),
        ),
        Question(
            "minutes", "one", _("Time for it"),
            {"leaders": _("How much time a week can your people take for it?")},
            (
                ("none", _("none at present")), ("half", _("half an hour")), ("hour", _("an hour")),
                ("two", _("two hours")), ("more", _("half a day or more")),
            ),
        ),
        Question(
            "words", "words", _("In their own words"), _to_both(_("Is there anything else that we should know?")),
        ),
    )
}  # fmt: skip


def questions_for(kind: str) -> list[Question]:
    """Return what can be asked in a survey of that kind, in order."""
    return [one for one in QUESTIONS.values() if kind in one.says]


def asked_in(asks: Iterable[str]) -> list[Question]:
    """Return the questions of a survey, in order."""
    there = set(asks)
    return [one for code, one in QUESTIONS.items() if code in there]


def options_of(question: Question) -> list[tuple[str, str]]:
    """Return the codes and the words of a question's options; of formats those that there are now."""
    if question.code == "formats":
        return [(one.code, str(one.title)) for one in formats()]
    return [(code, str(words)) for code, words in question.options]
