"""What goes on in a circle, for those who are in it: goals, tasks, meetings; and what is told at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from peerloop.circles.models import Goal, Meeting, Membership, Progress, Task, TaskDone, Word
from peerloop.kit.clock import now
from peerloop.people.models import Block
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@dataclass(frozen=True)
class Aim:
    """A goal, how far it is, and what was said on the way, the latest first."""

    goal: Goal
    share: int
    notes: list[Progress]


@dataclass(frozen=True)
class ToDo:
    """A task, who has done it as far as the reader sees them, how many they are, and whether the reader has."""

    task: Task
    done: list[TaskDone]
    count: int
    mine: TaskDone | None


@dataclass(frozen=True)
class Inside:
    """All that those in a circle see of it beside its thread."""

    goals: list[Aim]
    tasks: list[ToDo]
    coming: list[Session]
    past: list[Session]


@dataclass(frozen=True)
class Told:
    """The closing report: what it reached, in figures and in the words that may be read by whoever reads it."""

    circle: Circle
    people: int
    meetings: int
    tasks: int
    applied: int
    goals: list[Aim]
    words: list[tuple[str, str]]


def inside(circle: Circle, reader: Member) -> Inside:
    """Return what goes on in a circle that the reader is in, in a constant number of queries."""
    sessions = meetings_of(circle)
    moment = now()
    return Inside(
        goals_of(circle),
        tasks_of(circle, reader),
        [one for one in sessions if one.ends_at > moment],
        [one for one in reversed(sessions) if one.ends_at <= moment],
    )


def meetings_of(circle: Circle) -> list[Session]:
    """Return the circle's sessions that are not cancelled, in their order."""
    rows = Meeting.objects.filter(circle=circle).values("session")
    return list(
        Session.objects.filter(pk__in=rows, cancellation=None).select_related("record").order_by("starts_at", "pk")
    )


def goals_of(circle: Circle) -> list[Aim]:
    """Return the circle's goals in their order, each with how far it is."""
    notes = Prefetch("progress", Progress.objects.select_related("by").order_by("-at", "-pk"))
    found = Goal.objects.filter(circle=circle).prefetch_related(notes).order_by("at", "pk")
    return [Aim(goal, rows[0].share if rows else 0, rows) for goal in found for rows in [list(goal.progress.all())]]


def tasks_of(circle: Circle, reader: Member) -> list[ToDo]:
    """Return the circle's tasks, the newest first, with who has done them."""
    apart = apart_from(reader)
    rows = Prefetch("done", TaskDone.objects.select_related("member").order_by("at", "pk"))
    found = Task.objects.filter(circle=circle).select_related("by").prefetch_related(rows).order_by("-at", "-pk")
    return [
        ToDo(
            task,
            [one for one in done if one.member_id not in apart],
            len(done),
            next((one for one in done if one.member_id == reader.pk), None),
        )
        for task in found
        for done in [list(task.done.all())]
    ]


def closing_report(circle: Circle, reader: Member) -> Told:
    """Return the report of a closed circle; a word stands in it as its member has said, to whom they have said.

    Those who were in the circle read all words; the others those that are given for everybody, without names where
    none may be told, and then in the order of the words so that nobody is known by their place. A block takes out what
    is signed alone: went a word without a name with it, whoever blocks one after another would learn whose it is.
    """
    within = Membership.objects.filter(circle=circle, member=reader).exists()
    words = Word.objects.filter(circle=circle).select_related("member")
    if not within:
        words = words.exclude(consent=Word.Consent.CIRCLE)
    apart = apart_from(reader)
    sessions = [one for one in meetings_of(circle) if one.ends_at <= now()]
    return Told(
        circle,
        Membership.objects.filter(circle=circle).count(),
        len(sessions),
        Task.objects.filter(circle=circle).count(),
        TaskDone.objects.filter(task__circle=circle).count(),
        goals_of(circle),
        sorted(
            (one.text, "" if one.consent == Word.Consent.UNNAMED else one.member.name)
            for one in words
            if one.consent == Word.Consent.UNNAMED or one.member_id not in apart
        ),
    )


def word_of(circle: Circle, member: Member) -> Word | None:
    """Return what the member has said at the circle's end."""
    return Word.objects.filter(circle=circle, member=member).first()


def apart_from(reader: Member) -> set[int]:
    """Return whom a block keeps apart from the reader, by id."""
    rows = Block.objects.filter(Q(member=reader) | Q(other=reader)).values_list("member", "other")
    return {pk for pair in rows for pk in pair} - {reader.pk}
