"""The desk of a circle: what is worth doing next, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Subquery

from peerloop.circles.models import Meeting
from peerloop.circles.queries import meetings_of
from peerloop.facilitation.models import Prompt, Quiet
from peerloop.facilitation.queries.seen import (
    desks_seen_by,
    notes_to,
    posts_at,
    quiets_told_to,
    remark_of,
    successions_of,
    with_open_referral,
)
from peerloop.facilitation.questions import QUESTIONS, Phase, Question
from peerloop.formats.queries import format_by
from peerloop.guidelines.queries import house_guidelines, in_force
from peerloop.kit.clock import now
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from peerloop.circles.models import Circle
    from peerloop.discussion.models import Post
    from peerloop.facilitation.models import HandOver, Remark, Succession
    from peerloop.guidelines.models import Guidelines
    from peerloop.people.models import Member

LATEST, OFFERED = 10, 4
SOON, SOME = timedelta(days=14), 2
"""So near is a programme's end; so many meetings make one the last where none is planned."""
ORDER: dict[Phase, tuple[Phase, Phase, Phase]] = {
    "begin": ("begin", "way", "end"),
    "way": ("way", "end", "begin"),
    "end": ("end", "way", "begin"),
}


@dataclass(frozen=True)
class Shown:
    """A circle in the list of desks: when it meets next, whether it has begun, and how much waits at its desk."""

    circle: Circle
    meets_at: object
    begun: bool
    people: int
    to_hand_over: bool


@dataclass(frozen=True)
class Latest:
    """A post at the desk; ``readable``: it is not hidden. ``referred``: by the reader, and not dealt with yet."""

    post: Post
    readable: bool
    referred: bool


@dataclass(frozen=True)
class Desk:
    """All that lies on it."""

    circle: Circle
    ahead: list[Session]
    held: int
    begun: bool
    questions: list[Question]
    posts: list[Latest]
    quiet: list[Quiet]
    remark: Remark | None
    notes: list[HandOver]
    to_hand_over: Succession | None
    guidelines: Guidelines | None


def shown_desks(reader: Member) -> list[Shown]:
    """Return the desks at which the reader sits, who meets first first; in one query."""
    coming = Session.objects.filter(
        pk__in=Meeting.objects.filter(circle=OuterRef(OuterRef("pk"))).values("session"),
        ends_at__gt=now(), cancellation=None,
    ).order_by("starts_at")  # fmt: skip
    rows = desks_seen_by(reader).annotate(
        meets_at=Subquery(coming.values("starts_at")[:1]),
        begun=Exists(Prompt.objects.filter(circle=OuterRef("pk"), kind=Prompt.Kind.KICK_OFF)),
        people=Count("memberships", distinct=True),
        to_hand_over=Exists(successions_of(reader).filter(circle=OuterRef("pk"))),
    )
    found = [Shown(one, one.meets_at, one.begun, one.people, one.to_hand_over) for one in rows.order_by("pk")]
    return sorted(found, key=lambda one: (one.meets_at is None, one.meets_at or one.circle.made_at))


def desk(reader: Member, circle: Circle) -> Desk:
    """Return what lies on the desk of a circle that the reader facilitates."""
    moment = now()
    meetings = meetings_of(circle)
    prompts = list(Prompt.objects.filter(circle=circle).values_list("kind", "code"))
    held = sum(one.ends_at <= moment for one in meetings)
    posts = posts_at(reader).filter(thread=circle.thread_id).select_related("by", "hiding").prefetch_related("mentions")
    latest = with_open_referral(posts, reader).order_by("-at", "-pk")[:LATEST]
    return Desk(
        circle=circle,
        ahead=[one for one in meetings if one.ends_at > moment],
        held=held,
        begun=any(kind == Prompt.Kind.KICK_OFF for kind, _code in prompts),
        questions=prompts_for(circle, phase_of(circle, meetings, moment), {code for _kind, code in prompts}),
        posts=[Latest(one, not hasattr(one, "hiding"), one.referred) for one in latest],  # type: ignore[attr-defined]
        quiet=list(quiets_told_to(reader, circle)),
        remark=remark_of(reader, circle),
        notes=list(notes_to(reader, circle)),
        to_hand_over=successions_of(reader).filter(circle=circle).select_related("successor").first(),
        guidelines=guidelines_of(circle),
    )


def phase_of(circle: Circle, meetings: Sequence[Session], moment: datetime) -> Phase:
    """Return where the circle is: towards the end where its programme ends soon, or its last planned meeting was."""
    held = sum(one.ends_at <= moment for one in meetings)
    if held == 0:
        return "begin"
    last_day = circle.programme.ends_on if circle.programme else None
    if last_day and last_day <= (moment + SOON).date():
        return "end"
    return "end" if len(meetings) == held >= SOME else "way"


def prompts_for(circle: Circle, phase: Phase, posed: set[str]) -> list[Question]:
    """Return some questions that were not posed yet: those for now first, then those of the circle's format."""
    order = ORDER[phase]
    ours = sorted((one for one in QUESTIONS if one.code not in posed), key=lambda one: order.index(one.phase))
    form = format_by(circle.format) if circle.format else None
    steps = enumerate(text for step in form.steps for text in step.questions) if form else ()
    theirs = [Question(f"{circle.format}-{number}"[:40], "way", text) for number, text in steps]
    theirs = [one for one in theirs if one.code not in posed]
    return [*ours[: OFFERED - min(len(theirs), 1)], *theirs[:1]]


def guidelines_of(circle: Circle) -> Guidelines | None:
    """Return the guidelines that hold in the circle: its programme's, else the house's, as far as any do."""
    own = circle.programme.guidelines if circle.programme else None
    found = own or house_guidelines()
    return found if found and in_force(found) else None
