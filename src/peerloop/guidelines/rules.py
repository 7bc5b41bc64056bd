"""Who drafts and adopts, what a draft must say, how a version stands, and what differs between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peerloop.guidelines.models import LONGEST_TEXT, LONGEST_TITLE
from peerloop.kit.clock import now
from peerloop.kit.text import clean
from peerloop.people.models import Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from peerloop.guidelines.models import Version
    from peerloop.people.models import Member

State = Literal["draft", "discussed", "coming", "adopted"]
PARTS = {
    "conduct": gettext_lazy("How we treat one another"),
    "feedback": gettext_lazy("How to give feedback"),
    "confidential": gettext_lazy("What is confidential"),
}
"""The pages of a version."""
LONGEST_WHY = 280
FURTHEST, FEW = 366, 5


class Adopted(ValidationError):
    """It is adopted, so it changes no more."""

    def __init__(self) -> None:
        """Say what to do instead."""
        super().__init__(_("This version is adopted and changes no more. Draft a new one."))


class Stale(ValidationError):
    """Somebody else has saved the draft since one began to write."""

    def __init__(self) -> None:
        """Say what is to be done about it."""
        super().__init__(_("Somebody else has saved this draft since you began. Take over what they wrote, then save."))


def may_draft(member: Member) -> bool:
    """Whether the member drafts and adopts guidelines."""
    return member.is_active and has_role(member, Role.ORGANISER, Role.ADMINISTRATOR)


def state(version: Version) -> State:
    """Return how it stands; its adoption and its consultation are at hand."""
    if hasattr(version, "adoption"):
        return "adopted" if version.adoption.on <= now().date() else "coming"
    return "discussed" if hasattr(version, "consultation") else "draft"


def a_title(title: str) -> str:
    """Return it as it is stored; raises ``ValidationError`` on "title"."""
    said = " ".join(clean(title).split())
    if not any(char.isalnum() for char in said):
        raise ValidationError({"title": _("Give the guidelines a name: “How we learn together”, say.")})
    if len(said) > LONGEST_TITLE:
        raise ValidationError({"title": _("Please keep it to %(most)s characters.") % {"most": LONGEST_TITLE}})
    return said


def the_words(*, conduct: str, feedback: str, confidential: str, why: str = "") -> dict[str, str]:
    """Return the pages as they are stored; raises ``ValidationError`` by field for an empty or too long one."""
    said = {"conduct": conduct, "feedback": feedback, "confidential": confidential}
    said = {name: clean(text.replace("\r\n", "\n")) for name, text in said.items()}
    wrong = {name: _("This page is empty. Write what holds here.") for name, text in said.items() if not text}
    most = _("Please keep it to %(most)s characters.")
    wrong |= {name: most % {"most": f"{LONGEST_TEXT:,}"} for name, text in said.items() if len(text) > LONGEST_TEXT}
    said["why"] = " ".join(clean(why).split())
    if len(said["why"]) > LONGEST_WHY:
        wrong["why"] = most % {"most": LONGEST_WHY}
    if wrong:
        raise ValidationError(wrong)
    return said


def a_day(day: date) -> None:
    """Refuse a day that is past or further off than a year; raises ``ValidationError`` on "on"."""
    off = (day - now().date()).days
    if off < 0:
        raise ValidationError(
            {"on": _("That day is past. Guidelines hold from a day on that people can still read of.")}
        )
    if off > FURTHEST:
        raise ValidationError({"on": _("That is more than a year away. Choose a nearer day.")})


def so_many(accepted: int) -> str:
    """Say how many have accepted, in fives: nobody learns of one person."""
    if accepted < FEW:
        return _("Fewer than five have accepted it so far.")
    words: Callable[..., str] = ngettext
    fives = accepted // FEW * FEW
    told = words("%(count)s or more have accepted it.", "%(count)s or more have accepted it.", fives)
    return told % {"count": fives}


@dataclass(frozen=True)
class Piece:
    """Some words that two texts share ("same"), or that only the older ("gone") or the newer ("new") has."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class Compared:
    """A page as two texts have it: its name, its lines in pieces, and whether anything differs."""

    title: str
    lines: list[list[Piece]]

    @property
    def changed(self) -> bool:
        """Whether they differ in more than marks."""
        return any(piece.kind != "same" for line in self.lines for piece in line)


def beside(older: Mapping[str, str], newer: Mapping[str, str]) -> list[Compared]:
    """Return page by page what differs, marks aside."""
    return [
        Compared(str(title), differences(unmarked(older[name]), unmarked(newer[name]))) for name, title in PARTS.items()
    ]


def differences(before: str, after: str) -> list[list[Piece]]:
    """Return the lines of both texts in order, each in pieces; a changed line word by word (``difflib``).

    The pieces that are not "gone" make up ``after`` again, those that are not "new" make up ``before``.
    """
    one, other = before.splitlines(), after.splitlines()
    lines: list[list[Piece]] = []
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [[Piece("same", line)] for line in one[i:j]]
        elif kind == "replace" and j - i == m - k:
            lines += [list(_within(old, new)) for old, new in zip(one[i:j], other[k:m], strict=True)]
        else:
            lines += [[Piece("gone", line)] for line in one[i:j]]
            lines += [[Piece("new", line)] for line in other[k:m]]
    return lines


def unmarked(text: str) -> str:
    """Return text with marks as one reads it aloud: without the signs for headings, weight and slant."""
    return re.sub(r"^#+ +|\*\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)", "", text, flags=re.MULTILINE)


def _within(before: str, after: str) -> Iterator[Piece]:
    one, other = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(one[i:j]))
            continue
        if i < j:
            yield Piece("gone", "".join(one[i:j]))
        if k < m:
            yield Piece("new", "".join(other[k:m]))
