"""Loops as each of the two reads them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from peerloop.kit.prepared import prepared
from peerloop.loops.models import Asking, Confidence, FollowUp, Loop, Observation, TeachOn
from peerloop.loops.reading import Around, Reading, read
from peerloop.people.models import Block
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from peerloop.people.models import Member

STEPS = ("gain", "intention", "application", "feedback", "receipt", "release")
FOLLOWED_UP_FOR = timedelta(days=21)
"""How long the page asks whether it was used."""


def loops_seen_by(reader: Member) -> QuerySet[Loop]:
    """The reader's own loops, and those in which they teach somebody here whom no block keeps apart from them.

    Each carries ``apart``: whether a block, either way, keeps its two from each other; and ``observed``: whether
    somebody who saw it applied, and whom no block keeps from the learner, has said a word.
    """
    if reader.departed_at is not None:
        return Loop.objects.none()
    said = Observation.objects.filter(~Exists(_between("asking__member", "asking__loop__learner")))
    observed = Exists(said.filter(asking__loop=OuterRef("pk")))
    loops = Loop.objects.annotate(apart=Exists(_between("learner", "teacher")), observed=observed)
    return loops.filter(Q(learner=reader) | Q(teacher=reader, apart=False, learner__departed_at=None))


def read_all(loops: QuerySet[Loop], reader: Member) -> list[Reading]:
    """Return what the reader may know of each loop, in one query."""
    return [read(loop, reader) for loop in _in_full(loops)]


def open_loops(member: Member) -> list[Reading]:
    """Return the loops that wait for the member, those with a step to take first, then the newest.

    As a learner: all that have neither come full circle nor been let go. As a teacher: those in which something
    is applied and they have not answered yet.
    """
    return read_in_order(waiting_loops(member), member)


def read_in_order(loops: Iterable[Loop], member: Member) -> list[Reading]:
    """Return what the member may know of loops that wait for them, those with a step to take first."""
    return sorted((read(loop, member) for loop in loops), key=lambda reading: reading.next_step is None)


def ended_loops(member: Member, *, at_most: int) -> list[Reading]:
    """Return the member's own loops that have come full circle or were let go, the newest first."""
    ended = loops_seen_by(member).filter(~Q(reflection=None) | ~Q(release=None), learner=member)
    return read_all(ended.order_by("-opened_at", "-pk")[:at_most], member)


def askings_seen_by(reader: Member) -> QuerySet[Asking]:
    """What colleagues have asked the reader to stand by, of those here whom no block keeps apart from the reader."""
    if reader.departed_at is not None:
        return Asking.objects.none()
    askings = Asking.objects.filter(~Exists(_between("member", "loop__learner")), member=reader)
    return askings.filter(Q(loop__release=None) | ~Q(answer=""), loop__learner__departed_at=None)


def askings_made_by(learner: Member) -> QuerySet[Asking]:
    """Whom the learner has asked about loops of their own, without those whom a block keeps apart from them."""
    return Asking.objects.filter(~Exists(_between("member", "loop__learner")), loop__learner=learner)


def follow_ups_of(member: Member) -> QuerySet[FollowUp]:
    """The member's own follow-ups; nobody else's are ever seen."""
    own = FollowUp.objects.filter(loop__learner=member, loop__release=None)
    return own if member.departed_at is None else own.none()


def around(loop: Reading, reader: Member) -> Around:
    """Return what the learner alone reads on a loop's page beside its steps, in four queries; nothing to others."""
    if not loop.learning:
        return Around()
    said = dict(Confidence.objects.filter(loop=loop.pk).values_list("when", "sure"))
    askings = askings_made_by(reader).filter(loop=loop.pk).select_related("member", "observation").order_by("pk")
    return Around(
        askings=tuple(askings),
        before=said.get(Confidence.When.BEFORE),
        after=said.get(Confidence.When.AFTER),
        follow_ups=tuple(follow_ups_of(reader).filter(loop=loop.pk).order_by("days")),
        teach_on=any(one.loop_id == loop.pk for one in open_teach_ons(reader)),
    )


@prepared
def open_askings(member: Member) -> QuerySet[Asking]:
    """What the member is asked and has not answered, the newest first."""
    waiting = askings_seen_by(member).filter(answer="").select_related("loop__learner", "loop__skill")
    return waiting.order_by("-at", "-pk")


def open_follow_ups(member: Member, instant: datetime) -> list[FollowUp]:
    """Of each of the member's loops the latest "did you use it?", as long as it is young and not answered."""
    return latest_unanswered(asked_lately(member, instant - FOLLOWED_UP_FOR))


def latest_unanswered(asked: Iterable[FollowUp]) -> list[FollowUp]:
    """Of each loop the latest, where it is not answered; ``asked`` as ``asked_lately`` orders it."""
    latest = {one.loop_id: one for one in asked}
    return [one for one in latest.values() if not one.answer]


@prepared
def open_teach_ons(member: Member) -> QuerySet[TeachOn]:
    """The skills that the member might teach on: asked, not answered, and not offered meanwhile."""
    offered = Offer.everything.filter(member=member, skill=OuterRef("loop__skill"))
    waiting = TeachOn.objects.filter(~Exists(offered), loop__learner=member, answer="")
    return waiting.select_related("loop__skill").order_by("-at", "-pk")


@prepared
def asked_lately(member: Member, since: datetime) -> QuerySet[FollowUp]:
    """Each "did you use it?" since then, loop by loop, the latest of each last."""
    asked = follow_ups_of(member).filter(at__gt=since).select_related("loop__skill")
    return asked.order_by("loop", "days")


def skills_in_hand(member: Member, since: datetime) -> set[int]:
    """Return the skills of which the member is in the middle of a loop, or has begun one since then."""
    in_hand = Q(opened_at__gt=since) | Q(reflection=None, release=None)
    return set(Loop.objects.filter(in_hand, learner=member).values_list("skill", flat=True))


def _between(one: str, other: str) -> QuerySet[Block]:
    """Blocks, either way, between the two whom the outer row names."""
    return Block.objects.filter(
        Q(member=OuterRef(one), other=OuterRef(other)) | Q(member=OuterRef(other), other=OuterRef(one))
    )


@prepared
def waiting_loops(member: Member) -> QuerySet[Loop]:
    """The loops that wait for the member, the newest first."""
    mine = Q(learner=member, reflection=None)
    to_answer = Q(teacher=member, feedback=None, application__isnull=False)
    waiting = loops_seen_by(member).filter(mine | to_answer, release=None)
    return _in_full(waiting).order_by("-opened_at", "-pk")


def _in_full(loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Fetch with each loop its two, its skill and its steps."""
    return loops.select_related("learner", "teacher", "skill", "reflection", "draft", *STEPS)
