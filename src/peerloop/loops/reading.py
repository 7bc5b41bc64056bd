"""A loop as one of its two reads it: what is not theirs is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from peerloop.loops.rules import ARCS, is_learner, is_open, stage

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.loops.models import Application, Feedback, Gain, Intention, Loop, Receipt, Reflection, Release
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

NextStep = Literal["gain", "apply", "feedback", "reflect"]


@dataclass(frozen=True)
class Reading:
    """What the reader may know of a loop; pages show nothing else.

    ``other`` is None where the other has left for good or a block keeps the two apart; their words are then
    not here either. ``reflection`` is there for the learner alone. ``arcs``: which of gain, apply, feedback,
    reflect are done. ``next_step``: the reader's own next step, None while it is the other's turn or nobody's.
    """

    pk: int
    skill: Skill
    learning: bool
    other: Member | None
    opened_at: datetime
    asked: bool
    open: bool
    arcs: tuple[bool, bool, bool, bool]
    next_step: NextStep | None
    gain: Gain | None
    intention: Intention | None
    application: Application | None
    feedback: Feedback | None
    receipt: Receipt | None
    reflection: Reflection | None
    release: Release | None

    @property
    def done(self) -> tuple[str, ...]:
        """The names of the arcs that are done."""
        return tuple(name for name, done in zip(ARCS, self.arcs, strict=True) if done)


def read(loop: Loop, reader: Member) -> Reading:
    """Return the loop as ``reader``, one of its two, may read it.

    The loop comes from ``loops_seen_by`` and so carries ``apart``.
    """
    learning = is_learner(loop, reader)
    apart: bool = loop.apart  # type: ignore[attr-defined]
    return Reading(
        pk=loop.pk,
        skill=loop.skill,
        learning=learning,
        other=_other(loop, learning=learning, apart=apart),
        opened_at=loop.opened_at,
        asked=loop.asked_at is not None,
        open=is_open(loop),
        arcs=stage(loop),
        next_step=_learners_step(loop) if learning else _teachers_step(loop),
        gain=getattr(loop, "gain", None),
        intention=getattr(loop, "intention", None),
        application=getattr(loop, "application", None),
        feedback=None if apart else getattr(loop, "feedback", None),
        receipt=None if apart else getattr(loop, "receipt", None),
        reflection=getattr(loop, "reflection", None) if learning else None,
        release=getattr(loop, "release", None),
    )


def _other(loop: Loop, *, learning: bool, apart: bool) -> Member | None:
    if apart:
        return None
    return loop.teacher if learning else loop.learner


def _learners_step(loop: Loop) -> NextStep | None:
    if not is_open(loop):
        return None
    gain, apply, _feedback, _reflect = stage(loop)
    if not gain:
        return "gain" if loop.asked_at is not None else None
    return "reflect" if apply else "apply"


def _teachers_step(loop: Loop) -> NextStep | None:
    _gain, apply, feedback, _reflect = stage(loop)
    return "feedback" if apply and not feedback and not hasattr(loop, "release") else None
