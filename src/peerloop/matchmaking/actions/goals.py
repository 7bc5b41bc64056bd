"""The goals of two who learn together: either sets, changes and reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.held_pairing import both, running_pairing, still_there
from peerloop.matchmaking.models import Goal, Reached
from peerloop.matchmaking.rules import a_day, a_line

if TYPE_CHECKING:
    from datetime import date

    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member


@transaction.atomic
def set_goal(pairing: Pairing, *, text: str, day: date | None = None, by: Member) -> Goal:
    """Write down where the two want to get; raises ``BadLine`` by field, ``PairingOver``, ``PermissionDenied``."""
    held = running_pairing(pairing, by=by)
    goal = Goal.objects.create(pairing=held, text=a_line(text), day=a_day(day, by), by=by, at=now())
    record("goal.set", actor=by, subject=goal, about=both(held))
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, text: str, day: date | None = None, by: Member) -> Goal:
    """Say it anew; a day that has passed may stay as it was. Raises as ``set_goal`` does."""
    held = running_pairing(goal.pairing, by=by)
    goal = still_there(goal)
    goal.text = a_line(text)
    goal.day = day if day == goal.day else a_day(day, by)
    goal.save(update_fields=["text", "day"])
    record("goal.changed", actor=by, subject=goal, about=both(held))
    return goal


@transaction.atomic
def reach_goal(goal: Goal, *, by: Member) -> None:
    """The goal is reached; a second click changes nothing."""
    held = running_pairing(goal.pairing, by=by)
    reached, new = Reached.objects.get_or_create(goal=still_there(goal), defaults={"by": by, "at": now()})
    if new:
        record("goal.reached", actor=by, subject=reached.goal, about=both(held))


@transaction.atomic
def reopen_goal(goal: Goal, *, by: Member) -> None:
    """The goal is not reached after all."""
    held = running_pairing(goal.pairing, by=by)
    if Reached.objects.filter(goal=goal).delete()[0]:
        record("goal.reopened", actor=by, subject=goal, about=both(held))


@transaction.atomic
def drop_goal(goal: Goal, *, by: Member) -> None:
    """Strike the goal out."""
    held = running_pairing(goal.pairing, by=by)
    goal = still_there(goal)
    record("goal.dropped", actor=by, subject=goal, about=both(held))
    goal.delete()
