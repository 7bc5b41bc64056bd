"""Goals and how far they are; tasks to try between meetings, and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions.held import hold_led, hold_within
from peerloop.circles.models import LONGEST_WORD, Goal, Progress, Task, TaskDone
from peerloop.circles.rules import a_line, a_share
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions import begin_loop, say_applied
from peerloop.loops.models import Loop
from peerloop.loops.rules import today_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from peerloop.circles.models import Circle
    from peerloop.people.models import Member

LONGEST_TASK = 500
MOST_GOALS, MOST_TASKS = 20, 100


@transaction.atomic
def set_goal(circle: Circle, *, by: Member, text: str, uid: UUID | None = None) -> Goal:
    """Add a step towards what the circle wants to reach, and return it; everybody in it may. ``uid`` is the form's.

    Raises ``ValidationError`` on "text", also for one too many, ``PermissionDenied`` for who is not in it, ``Over``.
    """
    held = hold_within(circle, by=by)
    said = a_line(text)
    if uid and (there := Goal.objects.filter(uid=uid, circle=held.circle).first()):
        return there
    if Goal.objects.filter(circle=held.circle).count() >= MOST_GOALS:
        raise ValidationError({"text": _("A circle that wants everything reaches little. Take one off first.")})
    goal = Goal.objects.create(circle=held.circle, by=by, text=said, uid=uid or uuid4(), at=now())
    record("circle.goal_set", actor=by, subject=held.circle, about=held.ids)
    return goal


@transaction.atomic
def drop_goal(goal: Goal, *, by: Member) -> None:
    """Take a goal off with what was noted about it; who set it, or looks after the circle."""
    held = hold_within(goal.circle, by=by) if goal.by_id == by.pk else hold_led(goal.circle, by=by)
    Goal.objects.filter(pk=goal.pk).delete()
    record("circle.goal_dropped", actor=by, subject=held.circle, about=held.ids)


@transaction.atomic
def note_progress(goal: Goal, *, by: Member, share: int, text: str = "") -> Progress:
    """Note how far the goal is, in per cent, and return the note; the same again is the same.

    Raises ``ValidationError`` by field, ``PermissionDenied`` for who is not in the circle, ``Over`` for a closed one.
    """
    held = hold_within(goal.circle, by=by)
    said, so_far = a_line(text, needed=False), a_share(share)
    last = Progress.objects.filter(goal=goal).order_by("-at", "-pk").first()
    if last is not None and (last.share, last.text, last.by_id) == (so_far, said, by.pk):
        return last
    note = Progress.objects.create(goal=goal, share=so_far, text=said, by=by, at=now())
    record("circle.progressed", actor=by, subject=held.circle, about=held.ids)
    return note


@transaction.atomic
def set_task(circle: Circle, *, by: Member, text: str, due_on: date | None = None, uid: UUID | None = None) -> Task:
    """Ask everybody in the circle to try something until the next meeting, and return the task; ``uid``: the form's.

    Raises ``ValidationError`` by field, ``PermissionDenied`` for who does not look after the circle, ``Over``.
    """
    held = hold_led(circle, by=by)
    said = a_line(text, most=LONGEST_TASK)
    if due_on is not None and due_on < today_of(by, now()):
        raise ValidationError({"due_on": _("This day is over. Please choose one that is still to come.")})
    if uid and (there := Task.objects.filter(uid=uid, circle=held.circle).first()):
        return there
    if Task.objects.filter(circle=held.circle).count() >= MOST_TASKS:
        raise ValidationError({"text": _("There are many tasks already. Take one off first.")})
    task = Task.objects.create(circle=held.circle, by=by, text=said, due_on=due_on, uid=uid or uuid4(), at=now())
    record("circle.task_set", actor=by, subject=task, about=held.ids)
    return task


@transaction.atomic
def drop_task(task: Task, *, by: Member) -> None:
    """Take a task off, with what was said about it; ``PermissionDenied`` for who does not look after the circle."""
    held = hold_led(task.circle, by=by)
    Task.objects.filter(pk=task.pk).delete()
    record("circle.task_dropped", actor=by, subject=held.circle, about=held.ids)


@transaction.atomic
def do_task(task: Task, *, by: Member, text: str = "", into_loop: bool = True) -> TaskDone:
    """Say that one has tried it, and what happened; return the row. The first time counts, a later one changes words.

    ``into_loop``: where the circle is about a skill, an open loop of theirs about it, in which the gain is said and
    not yet that it was applied, takes these words as that; where they have no open loop about it, one begins. Raises
    ``ValidationError`` on "text", ``PermissionDenied`` for who is not in the circle, ``Over`` for a closed one.
    """
    held = hold_within(task.circle, by=by)
    said = a_line(text, most=LONGEST_WORD, needed=False)
    if not Task.objects.filter(pk=task.pk).exists():
        raise PermissionDenied
    done, new = TaskDone.objects.get_or_create(task=task, member=by, defaults={"text": said, "at": now()})
    if not new and done.text != said:
        done.text = said
        done.save(update_fields=["text"])
    if into_loop and done.loop_id is None and held.circle.skill is not None:
        done.loop = _into_loop(held.circle, by, said)
        done.save(update_fields=["loop"])
    if new:
        record("circle.task_done", actor=by, subject=task, about=[by.pk])
    return done


def _into_loop(circle: Circle, by: Member, said: str) -> Loop | None:
    """Advance the member's loop about the circle's skill, or begin one."""
    if circle.skill is None:
        return None
    mine = Loop.objects.filter(learner=by, skill=circle.skill, release=None, reflection=None).order_by("-pk")
    waiting = mine.filter(gain__isnull=False, application=None).first()
    if waiting is not None and said:
        return say_applied(waiting, by=by, text=said)
    return mine.first() or begin_loop(by=by, skill=circle.skill)
