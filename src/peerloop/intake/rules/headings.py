"""What the headings of other people's files may mean: by our own names, by what one remembers, or by a guess."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.intake.rules.columns import REQUIRED
from peerloop.intake.rules.meanings import FIRST, LABELS, LAST, MEANINGS, PARTS, TURNED
from peerloop.intake.rules.synonyms import SYNONYMS
from peerloop.kit.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SURE, ALIKE, BY_VALUES = 1.0, 0.79, 0.5
KEY_LENGTH = 200
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ZONE = re.compile(r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/\w+|UTC")


@dataclass(frozen=True)
class Head:
    """A heading as it is written, the key under which its meaning is kept, and what it means ("": left out).

    ``settled`` where nobody need be asked: one of our own names, or one whose meaning is remembered. ``again`` where
    another heading before it, which means something, is written the same.
    """

    written: str
    key: str
    means: str = ""
    settled: bool = False
    again: bool = False

    @property
    def own(self) -> bool:
        """Whether this is our own name for what it means."""
        return own_name(self.key) == self.means


def own_name(kept: str) -> str:
    """Return the name that a heading's key is, where it is one of ours."""
    return kept.replace(" ", "_")


def heads_of(cells: Sequence[str], remembered: Mapping[str, str]) -> list[Head]:
    """Return the headings in ``cells``; the second of the same one gets a number behind."""
    heads: list[Head] = []
    before: dict[str, list[Head]] = {}
    for cell in cells:
        written, kept = " ".join(cell.split()), key(cell)[:KEY_LENGTH]
        alike = before.setdefault(kept, [])
        if kept and alike:
            written, kept = f"{written} ({len(alike) + 1})", f"{kept[: KEY_LENGTH - 8]} ({len(alike) + 1})"
        own = own_name(kept)
        means = remembered.get(kept, own if own in MEANINGS else "")
        settled = not kept or kept in remembered or own in MEANINGS
        head = Head(written, kept, means, settled, again=not settled and any(one.means for one in alike))
        alike.append(head)
        heads.append(head)
    return _whole_names(heads)


def _whole_names(heads: list[Head]) -> list[Head]:
    """A last name without a first one is a whole name: "Name" is meant so in one file and otherwise in another."""
    meant = {head.means for head in heads}
    if FIRST in meant and LAST in meant:
        return heads
    if "name" in meant:
        return heads
    return [replace(head, means="name") if head.means in {FIRST, LAST} else head for head in heads]


def columns_of(meant: Iterable[str]) -> set[str]:
    """Return the columns that a file has whose headings mean this."""
    found = {meaning for meaning in meant if meaning}
    return found - PARTS | ({"name"} if found & PARTS else set())


def wrong_meanings(heads: list[Head], said: Mapping[str, str]) -> dict[str, str]:
    """Return by a heading's key why it cannot mean that, by "" what is missing: each meaning once, none too few."""
    wrong: dict[str, str] = {}
    first: dict[str, str] = {}
    for head in heads:
        meaning = said[head.key]
        if meaning and meaning not in MEANINGS:
            wrong[head.key] = _("There is no such column.")
        elif meaning and first.setdefault(meaning, head.written) != head.written:
            wrong[head.key] = _("“%(other)s” means that already.") % {"other": first[meaning]}
    missing = [str(LABELS[name]) for name in REQUIRED if name not in columns_of(said.values())]
    if missing:
        wrong[""] = _("Say which column holds this: %(missing)s.") % {"missing": ", ".join(missing)}
    return wrong


def plain(text: str) -> str:
    """Return the letters and digits of ``text`` without accents, for comparing headings."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in parts if sign.isalnum())


def _written_so() -> dict[str, str]:
    known: dict[str, str] = {}
    for meaning, words in SYNONYMS.items():
        for word in [meaning, *words.split(";")]:
            known.setdefault(plain(word), meaning)
    return known


KNOWN = _written_so()


def nearest(written: str) -> tuple[str, float]:
    """Return what a heading most probably means by its words, and how sure that is, 0 to 1; ("", 0) for no idea."""
    sought = plain(written)
    if sought in KNOWN:
        return KNOWN[sought], SURE
    if len(sought) < 4:
        return "", 0.0
    best, sure = "", ALIKE
    for word, meaning in KNOWN.items():
        matcher = SequenceMatcher(None, sought, word)
        if matcher.real_quick_ratio() > sure and matcher.quick_ratio() > sure and (ratio := matcher.ratio()) > sure:
            best, sure = meaning, ratio
    return (best, sure * 0.99) if best else ("", 0.0)


def guesses(heads: Iterable[Head], samples: Sequence[Sequence[str]]) -> list[str]:
    """Return a meaning for each heading, "" for none: what is settled, then the surest guess for each meaning.

    ``samples``: for each heading some cells of its column.
    """
    heads = list(heads)
    found = [head.means for head in heads]
    offered: list[tuple[float, int, str]] = []
    for number, (head, cells) in enumerate(zip(heads, samples, strict=True)):
        if head.settled:
            continue
        meaning, sure = nearest(head.written)
        if meaning == "name" and cells and sum("," in cell for cell in cells) * 10 >= 9 * len(cells):
            meaning = TURNED
        by_values = _by_values(cells)
        if by_values and meaning not in {by_values, "manager_email"}:
            meaning, sure = by_values, BY_VALUES
        if meaning:
            offered.append((-sure, number, meaning))
    for _sure, number, meaning in sorted(offered):
        if meaning not in found:
            found[number] = meaning
    if FIRST in found and LAST not in found and "name" in found:
        found[found.index("name")] = LAST  # "Name" beside "Vorname"
    return found


def _by_values(cells: Sequence[str]) -> str:
    for pattern, meaning in ((_ADDRESS, "email"), (_ZONE, "time_zone")):
        if cells and all(pattern.fullmatch(cell) for cell in cells):
            return meaning
    return ""
