"""What a format is: roles, steps with their minutes, and prose that somebody can run tomorrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

Who = Literal["leader", "one", "all"]
"""Who takes a role: who leads the session, one of those who take part, or everybody else."""
EVERYBODY = "all"
"""What a step says when no single role leads it."""
EXPERT = "expert"
"""The role that keeps silent until the first step that it leads: the others debate, and nothing is answered before.

A copy keeps the codes of its roles, and so this, whatever it calls the role.
"""
KNOWING = frozenset({"proctor", "second_proctor", "expert_peer"})
"""The roles for who knows the subject best among those who take part; a copy keeps these codes, too."""
GUEST, INTERVIEWER = "guest", "interviewer"
"""The two between whom an interview's recording stays until both say yes."""


def who_of(said: str) -> Who:
    """Return the word among the three that it is; raises ``ValueError`` for another."""
    for who in get_args(Who):
        if who == said:
            return who  # type: ignore[no-any-return]
    raise ValueError(f"nobody takes a role as {said!r}")


@dataclass(frozen=True)
class Role:
    """A part that somebody plays, and what they do in it; ``code`` is what steps call it."""

    code: str
    title: Words
    does: Words
    who: Who = "one"


@dataclass(frozen=True)
class Step:
    """A stretch of time: how long, who leads it (a role's code or "all"), and what is said at its beginning.

    ``questions`` keep it in focus. ``together``: how many sit together in this step, where the room is divided.
    """

    title: Words
    minutes: int
    who: str
    prompt: Words
    questions: tuple[Words, ...] = ()
    together: int | None = None


@dataclass(frozen=True)
class Format:
    """A method kit. ``people``: the fewest and the most it works with; ``kinds``: of session it is meant for.

    ``turns``: from one meeting to the next the roles go round. ``own``: the row of one that was made here.
    """

    code: str
    title: Words
    aim: Words
    people: tuple[int, int]
    minutes: int
    fits: Words
    before: tuple[Words, ...]
    after: tuple[Words, ...]
    beware: Words
    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    kinds: tuple[str, ...] = ()
    turns: bool = False
    own: int | None = None
