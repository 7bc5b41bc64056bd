"""Who has said nothing visible for two meetings: in a constant number of queries, over all running circles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from peerloop.circles.models import Circle, Meeting, Membership, Progress, TaskDone
from peerloop.circles.rules import LEADING
from peerloop.discussion.models import Post
from peerloop.facilitation.models import Quiet
from peerloop.facilitation.rules import MEETINGS
from peerloop.kit.clock import now
from peerloop.people.models import Absence

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Silence:
    """The member has said nothing visible in the circle since the meeting before the last one began."""

    circle: int
    member: int
    since: datetime


def silences() -> list[Silence]:
    """Return who is to be told first: not who facilitates, is away, came later, or has been told already."""
    since = _since()
    spoken = _spoken(since)
    known = set(Quiet.objects.filter(circle__in=since).values_list("circle", "member"))
    today = now().date()
    away = set(Absence.objects.filter(starts_on__lte=today, ends_on__gte=today).values_list("member", flat=True))
    rows = Membership.objects.filter(circle__in=since, part=Membership.Part.MEMBER, member__departed_at=None)
    return [
        Silence(circle, member, since[circle])
        for circle, member, at in rows.order_by("circle", "member").values_list("circle", "member", "at")
        if at <= since[circle]
        and member not in away
        and (circle, member) not in known
        and ((circle, member) not in spoken or spoken[circle, member] < since[circle])
    ]


def _since() -> dict[int, datetime]:
    """Return when the last meeting but one began, of the running circles that have somebody to facilitate them."""
    led = Membership.objects.filter(part__in=LEADING, member__departed_at=None).values("circle")
    held = Meeting.objects.filter(
        circle__in=led, circle__closing=None, session__cancellation=None, session__ends_at__lte=now()
    )
    begun: dict[int, list[datetime]] = defaultdict(list)
    for circle, starts_at in held.order_by("-session__starts_at").values_list("circle", "session__starts_at"):
        begun[circle].append(starts_at)
    return {circle: found[MEETINGS - 1] for circle, found in begun.items() if len(found) >= MEETINGS}


def _spoken(since: dict[int, datetime]) -> dict[tuple[int, int], datetime]:
    """Return when each last said something that the others see: a post, how a task went, how far a goal is."""
    if not since:
        return {}
    earliest = min(since.values())
    threads = dict(Circle.objects.filter(pk__in=since).values_list("thread", "pk"))
    posts = Post.objects.filter(thread__in=threads, at__gte=earliest, hiding=None, taken_back=None)
    done = TaskDone.objects.filter(task__circle__in=since, at__gte=earliest)
    notes = Progress.objects.filter(goal__circle__in=since, at__gte=earliest)
    spoken: dict[tuple[int, int], datetime] = {}
    for where, rows in (
        ("thread", posts.values_list("thread", "by").annotate(last=Max("at"))),
        ("circle", done.values_list("task__circle", "member").annotate(last=Max("at"))),
        ("circle", notes.values_list("goal__circle", "by").annotate(last=Max("at"))),
    ):
        for place, member, last in rows.order_by():
            at = (threads[place] if where == "thread" else place, member)
            spoken[at] = max(last, spoken.get(at, last))
    return spoken
