"""What the pages of this room show, ready for their templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.onboarding.plan import TITLES
from peerloop.onboarding.reasons import reason_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from peerloop.onboarding.models import Task
    from peerloop.onboarding.queries import Seen


@dataclass(frozen=True)
class Card:
    """A buddy or a newcomer with the reasons in words."""

    seen: Seen
    reasons: list[str]


@dataclass(frozen=True)
class Week:
    """A week of the plan: its name, its tasks, and whether it is the one the two are in."""

    number: int
    title: _StrPromise
    tasks: list[Task]
    is_now: bool
    done: int


def card(seen: Seen) -> Card:
    """Return what a card shows of it."""
    return Card(seen, reason_words(seen.buddy.reasons, newcomer=seen.newcomer))


def weeks(tasks: Iterable[Task], *, since: datetime) -> list[Week]:
    """Return the plan by weeks; ``since``: when the two began."""
    by_week: dict[int, list[Task]] = {week: [] for week in TITLES}
    for task in tasks:
        by_week[task.week].append(task)
    current = min((now() - since).days // 7 + 1, len(TITLES))
    return [
        Week(week, TITLES[week], listed, week == current, sum(hasattr(task, "tick") for task in listed))
        for week, listed in by_week.items()
    ]
