"""The kinds of things that can be found. A room registers its own in ``documents.py``, loaded when it is ready."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Model, QuerySet

    Read = Callable[[Sequence[int]], dict[int, "Text"]]
    Narrow = Callable[[QuerySet[Any], Any, Any], QuerySet[Any]]
    ReadMore = Callable[[Sequence[int]], dict[int, str]]


@dataclass(frozen=True)
class Text:
    """What an object says: its title, its other words, and further names by which it is called as a whole."""

    title: str
    body: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind: the model it is of, its guard, how its texts are read by id, and by what it can be narrowed down."""

    name: str
    of: type[Model]
    seen_by: Callable[[Any], QuerySet[Any]]
    read: Read
    more: list[ReadMore] = field(default_factory=list)
    ways: dict[str, Narrow] = field(default_factory=dict)

    def texts(self, ids: Sequence[int]) -> dict[int, Text]:
        """Return the texts of those ids that are to be found, with what other rooms add."""
        texts = self.read(ids)
        for read in self.more:
            for pk, words in read(list(texts)).items():
                texts[pk] = replace(texts[pk], body=f"{texts[pk].body}\n{words}")
        return texts


kinds: dict[str, Kind] = {}


def register(name: str, *, of: type[Model], seen_by: Callable[[Any], QuerySet[Any]], read: Read) -> None:
    """Let objects of ``of`` be found as ``name``, by whom the guard ``seen_by(reader)`` shows them.

    ``read(ids)`` returns the texts by id; an id that it leaves out is not, or no longer, to be found.
    """
    kinds[name] = Kind(name, of, seen_by, read)


def adds(name: str, read: ReadMore) -> None:
    """Let a room add to the texts of another room's kind: ``read(ids)`` returns further words by id."""
    kinds[name].more.append(read)


def narrows(name: str, **ways: Narrow) -> None:
    """Let a kind be narrowed down: ``skill=way`` where ``way(rows, reader, value)`` keeps some of the guard's rows.

    A way looks at nothing that the reader does not see: whoever may narrow down to a team learns who is in it.
    """
    kinds[name].ways.update(ways)
