"""Lists of skills from elsewhere: recognised by their headings, read into one form.

ESCO-like: ``label``, ``aliases`` between "|", ``parent_codes``, with a file of groups ``code``, ``name``, ``parent``.
O*NET-like: technology skills (``Example`` within ``Commodity Title``), or a wide table of occupations whose headings
name the skills ("Active Learning|IM"). Tags: ``tag`` with ``questions``, and synonyms ``alias``, ``tag``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.intake.rules.decoding import decoded
from peerloop.intake.rules.delimited import rows, separator_of
from peerloop.intake.rules.faults import Faults
from peerloop.kit.text import key
from peerloop.skills.names import full_key
from peerloop.skills.rules import skill_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peerloop.intake.rules.faults import Fault

LINES = 200_000
BETWEEN = "|"
CODE = "\0code "
"""Groups stand under their codes too while a list is read; no name begins so."""
SYNONYMS = {
    "preferredlabel": "label", "preferred_label": "label", "altlabels": "aliases", "alt_labels": "aliases",
    "synonym": "alias", "source_tag": "alias", "target_tag": "tag",
}  # fmt: skip
KINDS = {
    "esco": {"label", "aliases"},
    "groups": {"code", "name", "parent"},
    "technology": {"example", "commodity_title"},
    "synonyms": {"alias", "tag"},
    "tags": {"tag", "questions"},
}
TOGETHER = ({"esco", "groups"}, {"tags", "synonyms"})


@dataclass
class Entry:
    """A skill of a list by its key: its name, the line that names it first, other words, and broader skills by key."""

    name: str
    line: int
    aliases: dict[str, str] = field(default_factory=dict)
    broader: dict[str, None] = field(default_factory=dict)


@dataclass
class Listing:
    """Skills by key; ``groups`` only hold others together. ``left_out``: (line, what stands there, why)."""

    kinds: list[str] = field(default_factory=list)
    skills: dict[str, Entry] = field(default_factory=dict)
    groups: dict[str, Entry] = field(default_factory=dict)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    lines: int = 0


@dataclass(frozen=True)
class Sheet:
    """A file: its kind, its columns by heading, its rows with the line where each begins."""

    kind: str
    columns: dict[str, int]
    headings: list[str]
    rows: list[tuple[int, list[str]]]

    def cells(self, *names: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each row's line and its cells of these columns, "" where the file or the row has none."""
        places = [self.columns.get(name, -1) for name in names]
        for line, row in self.rows:
            yield line, [row[place].strip() if 0 <= place < len(row) else "" for place in places]


def read_taxonomy(files: Sequence[tuple[str, bytes]]) -> tuple[Listing, list[tuple[str, Fault]]]:
    """Return the list in one or two files of (name, content), and every fault beside the name of its file."""
    told: list[tuple[str, Fault]] = []
    sheets = []
    for name, content in files:
        faults = Faults()
        sheets.append(_sheet(content, faults))
        told += [(name, fault) for fault in faults.ordered()]
    kinds = [sheet.kind for sheet in sheets if sheet]
    if not told and len(kinds) == 2 and set(kinds) not in TOGETHER:
        faults = Faults()
        faults.add(1, "", "", _("These two files do not belong together. Give them one after the other."))
        told += [(files[1][0], fault) for fault in faults.found]
    listing = Listing(kinds)
    if not told:
        for sheet in sorted((one for one in sheets if one), key=lambda one: list(READERS).index(one.kind)):
            listing.lines += len(sheet.rows)
            READERS[sheet.kind](sheet, listing)
        listing.groups = {own: entry for own, entry in listing.groups.items() if not own.startswith(CODE)}
        if kinds == ["groups"]:
            listing.skills, listing.groups = listing.groups, {}
    return listing, told


def _sheet(content: bytes, faults: Faults) -> Sheet | None:
    letters = decoded(content, faults)
    if letters is None:
        return None
    found = rows(letters, separator_of(letters), faults, LINES)
    line, headings = next(found, (1, []))
    if not headings:
        if not faults.found:
            faults.add(1, "", "", _("The file is empty."))
        return None
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        written = key(heading).replace(" ", "_").lstrip("\ufeff")
        columns.setdefault(SYNONYMS.get(written, written), place)
    kind = _kind(headings, columns)
    if kind is None:
        told = _(
            "These headings say no list of skills that we know. We read label,aliases,parent_codes and "
            "code,name,parent (ESCO), example,commodity title or skills as headings (O*NET), tag,questions and "
            "alias,tag."
        )
        faults.add(line, "", ",".join(headings), told)
        return None
    read = []
    for number, row in found:
        if len(row) > len(headings) and any(cell.strip() for cell in row[len(headings) :]):
            told = _("This row has %(cells)s cells and the first line has %(columns)s.")
            faults.add(number, "", ",".join(row), told % {"cells": len(row), "columns": len(headings)})
        read.append((number, row))
    if not read and not faults.found:
        faults.add(line + 1, "", "", _("The file has a header and no rows."))
    return Sheet(kind, columns, headings, read)


def _kind(headings: list[str], columns: dict[str, int]) -> str | None:
    for kind, needed in KINDS.items():
        if needed <= columns.keys():
            return kind
    rated = sum(heading.strip().upper().endswith(("|IM", "|LV")) for heading in headings)
    return "wide" if rated > 1 and rated >= len(headings) - 3 else None


def _groups(sheet: Sheet, listing: Listing) -> None:
    """Groups: codes are what others point to, so they are kept among the groups' broader ones until all are read."""
    by_code: dict[str, str] = {}
    parents: list[tuple[str, str]] = []
    for line, (code, name, parent) in sheet.cells("code", "name", "parent"):
        if found := _named(name, line, listing):
            by_code.setdefault(code, found[0])
            listing.groups.setdefault(found[0], Entry(found[1], line))
            parents.append((found[0], parent))
    for own, parent in parents:
        if parent in by_code and by_code[parent] != own:
            listing.groups[own].broader[by_code[parent]] = None
    listing.groups = {**listing.groups, **{f"{CODE}{code}": listing.groups[own] for code, own in by_code.items()}}


def _esco(sheet: Sheet, listing: Listing) -> None:
    names = {id(entry): own for own, entry in listing.groups.items() if not own.startswith(CODE)}
    for line, (label, aliases, parents) in sheet.cells("label", "aliases", "parent_codes"):
        entry = _entry(label, line, listing)
        if entry is None:
            continue
        for alias in aliases.replace("\n", BETWEEN).split(BETWEEN):
            _alias(entry, alias, line, listing)
        for code in filter(None, (code.strip() for code in parents.split(BETWEEN))):
            group = listing.groups.get(f"{CODE}{code}")
            if group is not None:
                entry.broader[names[id(group)]] = None
            elif "groups" in listing.kinds:
                listing.left_out.append((line, code, _("No group has this code.")))


def _technology(sheet: Sheet, listing: Listing) -> None:
    for line, (name, group) in sheet.cells("example", "commodity_title"):
        entry = _entry(name, line, listing)
        above = _named(group, line, listing) if entry and group else None
        if entry and above and above[0] != full_key(entry.name):
            listing.groups.setdefault(above[0], Entry(above[1], line))
            entry.broader[above[0]] = None


def _wide(sheet: Sheet, listing: Listing) -> None:
    for heading in sheet.headings:
        name, bar, _scale = heading.rpartition(BETWEEN)
        if bar:
            _entry(name, 1, listing)


def _tags(sheet: Sheet, listing: Listing) -> None:
    for line, (tag,) in sheet.cells("tag"):
        _tag(tag, line, listing)


def _synonyms(sheet: Sheet, listing: Listing) -> None:
    for line, (alias, tag) in sheet.cells("alias", "tag"):
        if entry := _tag(tag, line, listing):
            _alias(entry, _unhyphened(alias), line, listing)
            _alias(entry, alias, line, listing)


READERS: dict[str, Callable[[Sheet, Listing], None]] = {
    "groups": _groups,
    "esco": _esco,
    "technology": _technology,
    "wide": _wide,
    "tags": _tags,
    "synonyms": _synonyms,
}


def _tag(tag: str, line: int, listing: Listing) -> Entry | None:
    """Tags have hyphens because they must not hold spaces: "machine-learning" is also "machine learning"."""
    entry = _entry(_unhyphened(tag), line, listing)
    if entry and "-" in tag:
        _alias(entry, tag, line, listing)
    return entry


def _unhyphened(tag: str) -> str:
    return tag.replace("-", " ").strip()


def _entry(name: str, line: int, listing: Listing) -> Entry | None:
    found = _named(name, line, listing)
    return listing.skills.setdefault(found[0], Entry(found[1], line)) if found else None


def _alias(entry: Entry, alias: str, line: int, listing: Listing) -> None:
    if alias.strip() and (found := _named(alias, line, listing)):
        entry.aliases.setdefault(*found)


def _named(name: str, line: int, listing: Listing) -> tuple[str, str] | None:
    """Return a name's key and the name as it is written here, or note why it can be none."""
    try:
        written = skill_name(name)
    except ValidationError as error:
        listing.left_out.append((line, name, " ".join(error.messages)))
        return None
    return full_key(written), written


def claimed_twice(listing: Listing) -> set[str]:
    """Return the keys of words that several skills of the list claim, or that are a skill's own name besides."""
    claims = Counter(word for entry in listing.skills.values() for word in entry.aliases)
    return {word for word, count in claims.items() if count > 1 or word in listing.skills}
