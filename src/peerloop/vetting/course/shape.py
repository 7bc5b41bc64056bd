"""What the course is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Page:
    """A page to read; ``text`` is HTML of ours: each run between two tags is a sentence to translate."""

    title: _StrPromise
    text: _StrPromise


@dataclass(frozen=True)
class Choice:
    """An answer that one may choose, and what is said to who chooses it."""

    text: _StrPromise
    why: _StrPromise


@dataclass(frozen=True)
class Question:
    """A question of the check; ``code`` is the name of its field, ``right`` the place of the right choice."""

    code: str
    text: _StrPromise
    choices: tuple[Choice, ...]
    right: int
