"""The plan of the first weeks: shipped once, then changed and ticked off by the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.onboarding.models import WEEKS, Task, Tick, Welcome
from peerloop.onboarding.plan import TASKS
from peerloop.onboarding.queries import plans_seen_by
from peerloop.onboarding.rules import MOST_TASKS, line
from peerloop.people.rules import require
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member


def ship_plan(welcome: Welcome) -> None:
    """Write down the weeks as they are shipped; a plan that is there stays as it is."""
    if not Task.objects.filter(welcome=welcome).exists():
        Task.objects.bulk_create(
            Task(welcome=welcome, week=week, text=str(text)) for week, texts in TASKS.items() for text in texts
        )


@transaction.atomic
def add_task(welcome: Welcome, *, week: int, text: str, by: Member) -> Task:
    """Add a line to a week; raises ``ValidationError`` by field, ``PermissionDenied`` for who does not see the plan."""
    require(_sees(by, welcome))
    kept = line(text)
    if not 1 <= week <= WEEKS:
        raise ValidationError({"week": _("Please choose one of the weeks.")})
    hold_members([welcome.newcomer_id])
    if Task.objects.filter(welcome=welcome).count() >= MOST_TASKS:
        raise ValidationError(_("That is plenty for the first weeks. Take something out before you add more."))
    task = Task.objects.create(welcome=welcome, week=week, text=kept)
    record("onboarding.planned", actor=by, subject=task, about=[welcome.newcomer_id])
    return task


@transaction.atomic
def change_task(task: Task, *, text: str, by: Member) -> Task:
    """Say it otherwise; raised as for ``add_task``."""
    require(_sees(by, task.welcome))
    task.text = line(text)
    task.save(update_fields=["text"])
    record("onboarding.planned", actor=by, subject=task, about=[task.welcome.newcomer_id])
    return task


@transaction.atomic
def remove_task(task: Task, *, by: Member) -> None:
    """Take it out."""
    require(_sees(by, task.welcome))
    record("onboarding.planned", actor=by, subject=task, about=[task.welcome.newcomer_id])
    task.delete()


@transaction.atomic
def tick(task: Task, *, done: bool, by: Member) -> None:
    """Tick it off, or not after all; twice is once."""
    require(_sees(by, task.welcome))
    hold_members([task.welcome.newcomer_id])
    there = Tick.objects.filter(task=task)
    if done == there.exists():
        return
    if done:
        Tick.objects.create(task=task, by=by, at=now())
    else:
        there.delete()
    record("onboarding.ticked", actor=by, subject=task, about=[task.welcome.newcomer_id])


def _sees(member: Member, welcome: Welcome) -> bool:
    return plans_seen_by(member).filter(welcome=welcome).exists()
