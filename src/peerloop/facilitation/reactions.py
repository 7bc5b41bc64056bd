"""What happens below that concerns desks."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.circles.models import Circle, Task
from peerloop.facilitation.models import HandOver, Quiet, Remark, Succession
from peerloop.journal.outbox import enqueue
from peerloop.journal.reactions import reacts_to
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("circle.closed")
def forget(entry: Entry) -> None:
    """What was noted of a circle's people is gone with it."""
    for table in (Quiet, Remark, HandOver):
        table.objects.filter(circle=entry.subject).delete()
    Succession.objects.filter(circle=entry.subject, answer="").delete()


@reacts_to("circle.left", "circle.removed")
def gone(entry: Entry) -> None:
    """Who is in the circle no more was never quiet in it."""
    Quiet.objects.filter(circle=entry.subject, member__in=entry.about).delete()
    Remark.objects.filter(circle=entry.subject, by__in=entry.about).delete()


@reacts_to("circle.stepped_down")
def no_desk(entry: Entry) -> None:
    """Whose desk it is no more has no remarks on it."""
    Remark.objects.filter(circle=entry.subject, by__in=entry.about).delete()
    Succession.objects.filter(circle=entry.subject, facilitator__in=entry.about, answer="").delete()


@reacts_to("post.said")
def heard(entry: Entry) -> None:
    """Who says something is quiet no longer; that they refused stays, so that they are not asked again."""
    there = Circle.objects.filter(thread__posts=entry.subject).values("pk")
    Quiet.objects.filter(member=entry.actor, circle__in=there).exclude(answer=Quiet.Answer.NO).delete()


@reacts_to("circle.task_done", "circle.progressed")
def seen_to_act(entry: Entry) -> None:
    """A task done and a goal noted stand there for the others to see, as a post does."""
    task = {"pk__in": Task.objects.filter(pk=entry.subject).values("circle")}
    there = Circle.objects.filter(**task if entry.verb == "circle.task_done" else {"pk": entry.subject}).values("pk")
    Quiet.objects.filter(member=entry.actor, circle__in=there).exclude(answer=Quiet.Answer.NO).delete()


@reacts_to("member.updated")
def lines_changed(entry: Entry) -> None:
    """Somebody reports to somebody else now: look at all lines, once for all changes of a minute."""
    if "manager" in json.loads(entry.detail.data)["fields"]:
        look_at_lines()


@reacts_to("import.done", "import.undone")
def many_lines_changed(entry: Entry) -> None:
    """A file from HR changes lines without a word about each member."""
    look_at_lines()


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Nothing is noted of or by who has left; who was to follow somebody follows nobody."""
    Quiet.objects.filter(member=entry.subject).delete()
    Remark.objects.filter(by=entry.subject).delete()
    Succession.objects.filter(facilitator=entry.subject, answer="").delete()
    Succession.objects.filter(successor=entry.subject, answer="").delete()
    look_at_lines()


def look_at_lines() -> None:
    """Ask for a look at all reporting lines in a minute; asked for again before that is asked for once."""
    minute = now().replace(second=0, microsecond=0) + timedelta(minutes=1)
    enqueue("facilitation.lines", due_at=minute, slot=minute.isoformat())
