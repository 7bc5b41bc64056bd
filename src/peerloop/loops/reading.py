"""A loop as one of its two reads it: what is not theirs is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from peerloop.kit.clock import now
from peerloop.loops.models import Asking, Confidence
from peerloop.loops.rules import ARCS, LEARNERS, fresh, is_learner, is_open, may_reword, stage

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.loops.models import (
        Application,
        Draft,
        Feedback,
        FollowUp,
        Gain,
        Intention,
        Loop,
        Receipt,
        Reflection,
        Release,
    )
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

NextStep = Literal["gain", "apply", "feedback", "reflect"]


@dataclass(frozen=True)
class Reading:
    """What the reader may know of a loop; pages show nothing else.

    ``other`` is None where the other has left for good or a block keeps the two apart; their words are then
    not here either. ``reflection`` and ``draft`` are there for the learner alone. ``arcs``: which of gain, apply,
    feedback, reflect are done. ``rewordable``: the rows whose words the reader may still put otherwise.
    ``can_take_back``: whether the reader may still undo having closed it, or having given the receipt.
    ``alone``: whether there is nobody who taught it, be it that the learner has named nobody or that they have left
    for good. ``next_step``: the reader's own next step, None while it is the other's turn or nobody's.
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
    draft: Draft | None
    rewordable: frozenset[str]
    can_take_back: bool
    alone: bool

    @property
    def done(self) -> tuple[str, ...]:
        """The names of the arcs that are done."""
        return tuple(name for name, done in zip(ARCS, self.arcs, strict=True) if done)


@dataclass(frozen=True)
class Around:
    """What a learner alone reads on the page of their loop beside its steps; empty for anybody else."""

    askings: tuple[Asking, ...] = ()
    before: int | None = None
    after: int | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    teach_on: bool = False

    @property
    def felt(self) -> tuple[str, str]:
        """How sure the learner was before, and is after, in words; empty where they did not say."""
        words = dict(Confidence.Sure.choices)
        before, after = (str(words[sure]) if sure else "" for sure in (self.before, self.after))
        return before, after

    @property
    def named_teacher(self) -> Asking | None:
        """Whom the learner has named as the one who taught it, unless they said no."""
        return next((one for one in self.askings if one.part == Asking.Part.TAUGHT and one.answer != "no"), None)

    @property
    def answered(self) -> list[FollowUp]:
        """Each "did you use it?" that was answered."""
        return [one for one in self.follow_ups if one.answer]

    @property
    def waits(self) -> FollowUp | None:
        """The latest "did you use it?", where it is not answered."""
        return next((one for one in self.follow_ups[-1:] if not one.answer), None)


def read(loop: Loop, reader: Member) -> Reading:
    """Return the loop as ``reader``, one of its two, may read it.

    The loop comes from ``loops_seen_by`` and so carries ``apart`` and ``observed``. Words of who saw it applied are
    the learner's to read, so to the teacher only their own close the third arc.
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
        arcs=stage(loop) if learning else _teachers_arcs(loop),
        next_step=_learners_step(loop) if learning else _teachers_step(loop),
        gain=getattr(loop, "gain", None),
        intention=getattr(loop, "intention", None),
        application=getattr(loop, "application", None),
        feedback=None if apart else getattr(loop, "feedback", None),
        receipt=None if apart else getattr(loop, "receipt", None),
        reflection=getattr(loop, "reflection", None) if learning else None,
        release=getattr(loop, "release", None),
        draft=getattr(loop, "draft", None) if learning else None,
        rewordable=_rewordable(loop, learning=learning),
        alone=loop.teacher_id is None,
        can_take_back=_can_take_back(loop, "reflection" if learning else "receipt"),
    )


def _rewordable(loop: Loop, *, learning: bool) -> frozenset[str]:
    instant, own = now(), LEARNERS if learning else {"feedback"}
    return frozenset(row for row in own if hasattr(loop, row) and may_reword(getattr(loop, row), instant))


def _can_take_back(loop: Loop, row: str) -> bool:
    return hasattr(loop, row) and fresh(getattr(loop, row), now())


def _teachers_arcs(loop: Loop) -> tuple[bool, bool, bool, bool]:
    gain, apply, _feedback, reflect = stage(loop)
    return gain, apply, hasattr(loop, "feedback"), reflect


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
    _gain, apply, feedback, _reflect = _teachers_arcs(loop)
    return "feedback" if apply and not feedback and not hasattr(loop, "release") else None
