"""What a reader finds. Every kind is asked through its own guard, before anything is counted or cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from peerloop.engines.finding.tokens import query_terms
from peerloop.kit.prepared import prepared, rows_of
from peerloop.kit.text import clean, key
from peerloop.search import lookups, meaning  # noqa: F401 - the lookup is registered
from peerloop.search.kinds import kinds
from peerloop.search.meaning import finding
from peerloop.search.models import Document, Word
from peerloop.search.rules.asking import MOST_DOCUMENTS, all_of, any_of, sought
from peerloop.search.rules.fusing import fused
from peerloop.search.rules.matching import match
from peerloop.search.rules.ranking import Row, Scored, Terms, ranked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import Model

    from peerloop.search.rules.matching import Sought

LONGEST = 1000
ALL, ANY = 300, MOST_DOCUMENTS
"""Of each kind so many documents with all words, or with any of them, are looked at, the newest."""
ENOUGH, NEAREST = 10, 60


@dataclass(frozen=True)
class Hit:
    """Something found: by ``kind`` and id.

    ``exact``: it is called just so; ``named``: its title has one of the words; ``near``: it is only spelled nearly so.
    """

    kind: str
    subject: int
    exact: bool
    named: bool
    near: bool


@dataclass(frozen=True)
class Found:
    """The best hits of each kind, best first, and the kinds that have more. ``words``: what was sought, empty where
    nothing of it can be.
    """

    words: tuple[str, ...]
    hits: tuple[Hit, ...] = ()
    more: frozenset[str] = frozenset()

    def of(self, kind: str) -> list[Hit]:
        """Return the hits of one kind."""
        return [hit for hit in self.hits if hit.kind == kind]


def find(
    reader: Model,
    text: str,
    *,
    among: Sequence[str] = (),
    at_most: int = 10,
    narrowed: Mapping[str, Any] | None = None,
) -> Found:
    """Return at most ``at_most`` of each kind in ``among`` (all, where none is named) for what somebody typed.

    ``narrowed``: values by the names of ways (see ``kinds.narrows``); a kind that lacks one of them has no results.

    First what has all the words, the last one perhaps only begun; where that is less than ten, also what has any of
    the rarest six, and titles spelled nearly so. Any text is valid.
    """
    text = clean(text)[:LONGEST]
    words = query_terms(text)
    if not words:
        return Found(())
    terms = _terms(text, words)
    kept = narrowed or {}
    names = tuple(name for name in kinds if (not among or name in among) and kept.keys() <= kinds[name].ways.keys())
    rows = _rows(reader, names, all_of(terms), kept, at_most=ALL)
    if len(rows) < ENOUGH:
        rows |= _rows(reader, names, any_of(terms), kept, at_most=ANY)
    scored = ranked(rows.values(), terms)
    if meaning.here() and finding.signs().read():
        scored = _with_meaning(reader, names, text, scored, kept)
    return _found(text, scored, terms, at_most)


def _found(text: str, scored: list[Scored], terms: Terms, at_most: int) -> Found:
    """Cut each kind; what is called just so comes first."""
    name = f"\n{key(text)}\n"
    exact = {one.row.id for one in scored if name in f"\n{one.row.names}\n"}
    hits, more, left = [], set(), dict.fromkeys(kinds, at_most)
    for one in sorted(scored, key=lambda one: one.row.id not in exact) if exact else scored:
        row = one.row
        if left[row.kind]:
            hits.append(Hit(row.kind, row.subject, row.id in exact, one.named, one.near))
            left[row.kind] -= 1
        else:
            more.add(row.kind)
    return Found(terms.words, tuple(hits), frozenset(more))


def _with_meaning(
    reader: Model, names: Sequence[str], text: str, scored: list[Scored], kept: Mapping[str, Any]
) -> list[Scored]:
    """Order the best of what was found anew by what it means, with what is alike and was not found by its words."""
    import numpy as np

    sought = meaning.means([text])[0].astype(np.float32)
    rows = _these(reader, names, finding.signs().nearest(sought, NEAREST), kept)
    known = Document.objects.filter(pk__in=[*rows, *(one.row.id for one in scored[:NEAREST])]).exclude(meant_at=None)
    likeness = {}
    for pk, told in known.values_list("pk", "meaning"):
        vector = np.frombuffer(bytes(told or b""), dtype=np.int8).astype(np.float32)
        likeness[pk] = float(vector @ sought / np.linalg.norm(vector) / np.linalg.norm(sought))
    return fused(scored, rows, likeness)


def _terms(text: str, words: list[str]) -> Terms:
    counted = dict(_documents(("", *words)))
    return sought(text, words, counted, counted.pop("", 0))


@prepared
def _documents(words: tuple[str, ...]) -> QuerySet[Word, tuple[str, int]]:
    return Word.objects.filter(word__in=words).values_list("word", "documents")


def _rows(
    reader: Model, names: Sequence[str], groups: list[list[Sought]], kept: Mapping[str, Any], *, at_most: int
) -> dict[int, Row]:
    """Return by id the documents of these kinds that meet what is asked."""
    asked = {name: match(name, groups, vendor=connection.vendor) for name in names}
    if kept:
        return _union(
            _asked.build(reader, match, kind=name, at_most=at_most, kept=kept).query.sql_with_params
            for name, match in asked.items()
        )
    return _union(partial(_asked.sql, reader, match, kind=name, at_most=at_most) for name, match in asked.items())


def _these(reader: Model, names: Sequence[str], ids: list[int], kept: Mapping[str, Any]) -> dict[int, Row]:
    """Return by id those of the documents that are of these kinds and that the reader may see."""
    if kept:
        return _union(_numbered.build(reader, tuple(ids), kind=name, kept=kept).query.sql_with_params for name in names)
    filled = (*ids, *range(len(ids) - NEAREST, 0))  # always as many, so that the query is prepared once
    return _union(partial(_numbered.sql, reader, filled, kind=name) for name in names)


def _union(parts: Iterable[Callable[[], tuple[str, tuple[Any, ...]]]]) -> dict[int, Row]:
    """Ask all kinds in one statement, each through its guard."""
    said: list[str] = []
    params: list[Any] = []
    for part in parts:
        try:
            sql, given = part()
        except EmptyResultSet:  # the guard shows this reader nothing
            continue
        said.append(f"SELECT * FROM ({sql}) AS part{len(said)}")  # noqa: S608 - compiled by Django
        params += given
    if not said:
        return {}
    return {row[0]: Row(*row) for row in rows_of(" UNION ALL ".join(said), params)}


@prepared
def _asked(
    reader: Model, asked: str, *, kind: str, at_most: int, kept: Mapping[str, Any] | None = None
) -> QuerySet[Document, tuple[Any, ...]]:
    """The newest documents that meet a match, which is for one kind, and that the reader may see."""
    documents = Document.objects.filter(_seen(reader, kind, kept), tokens__matches=asked)
    return documents.order_by("-id").values_list(*Row._fields)[:at_most]


@prepared
def _numbered(
    reader: Model, ids: tuple[int, ...], *, kind: str, kept: Mapping[str, Any] | None = None
) -> QuerySet[Document, tuple[Any, ...]]:
    return Document.objects.filter(_seen(reader, kind, kept), kind=kind, pk__in=ids).values_list(*Row._fields)


def _seen(reader: Model, kind: str, kept: Mapping[str, Any] | None) -> Exists:
    """Whether the reader sees what a document of that kind is about, and it is among what is kept."""
    rows = kinds[kind].seen_by(reader)
    for way, value in (kept or {}).items():
        rows = kinds[kind].ways[way](rows, reader, value)
    return Exists(rows.filter(pk=OuterRef("subject")))
