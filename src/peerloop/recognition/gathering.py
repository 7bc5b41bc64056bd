"""What of the rows below is an act of teaching or helping, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.models import Entry
from peerloop.loops.models import Asking, Feedback, Observation, Receipt
from peerloop.matchmaking.models import Meeting
from peerloop.recognition.models import Contribution
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Kind, Source = Contribution.Kind, Contribution.Source
OF_SESSIONS = {"one_to_one": Kind.ONE_TO_ONE, "office_hours": Kind.OFFICE_HOUR, "shadowing": Kind.SHADOWING}
MISSED, CAME = "session.missed", "session.checked_in"
ONE_LEARNS = frozenset({"one_to_one", "shadowing"})
"""Kinds of session in which nothing was given where the other did not come."""
PRACTICE = "teach_back"
"""Who practises a lesson has not taught yet."""


def from_sessions(ids: Collection[int]) -> Iterator[Contribution]:
    """Of sessions that took place: one for each who led them and came; in one to one, only where the other came."""
    recorded = Session.objects.filter(pk__in=ids, record__isnull=False, cancellation=None)
    missing = missed(ids)
    newcomers = set(
        Meeting.objects.filter(session__in=ids, pairing__kind="onboarding").values_list("session", flat=True)
    )
    parts: dict[int, list[Participation]] = {}
    for part in Participation.objects.filter(session__in=recorded).select_related("session").order_by("pk"):
        parts.setdefault(part.session_id, []).append(part)
    for pk, there in parts.items():
        session, away = there[0].session, missing.get(pk, set())
        if session.kind == PRACTICE or (session.kind in ONE_LEARNS and away):
            continue
        kind = Kind.NEWCOMER if pk in newcomers else OF_SESSIONS.get(session.kind, Kind.SESSION)
        for part in there:
            if part.part == Participation.Part.TEACHER and part.member_id not in away:
                yield Contribution(
                    member_id=part.member_id, kind=kind, source_type=Source.SESSION, source=pk,
                    skill_id=session.skill_id, minutes=session.minutes, at=session.starts_at,
                )  # fmt: skip


def missed(ids: Collection[int]) -> dict[int, set[int]]:
    """Return by session who did not come, as the journal says of the hour at which it stands; late is not missing."""
    starts = dict(Session.objects.filter(pk__in=ids).values_list("pk", "starts_at"))
    said = Entry.objects.filter(subject_type="schedule.session", subject__in=ids, verb__in=[MISSED, CAME])
    found: dict[int, set[int]] = {}
    for verb, at, session, actor, about in said.order_by("pk").values_list("verb", "at", "subject", "actor", "about"):
        if at >= starts[session]:
            away = found.setdefault(session, set())
            found[session] = away | set(about) if verb == MISSED else away - {actor}
    return found


def from_feedback(loops: Collection[int]) -> Iterator[Contribution]:
    """Of the loops' feedback: its writer's."""
    for one in Feedback.objects.filter(loop__in=loops, by__isnull=False).select_related("by", "loop"):
        yield Contribution(
            member=one.by, kind=Kind.FEEDBACK, source_type=Source.FEEDBACK, source=one.loop_id,
            skill_id=one.loop.skill_id, at=one.at,
        )  # fmt: skip


def from_receipts(loops: Collection[int]) -> Iterator[Contribution]:
    """Of the loops' receipts: of who gave them."""
    for one in Receipt.objects.filter(loop__in=loops, by__isnull=False).select_related("by", "loop"):
        yield Contribution(
            member=one.by, kind=Kind.RECEIPT, source_type=Source.RECEIPT, source=one.loop_id,
            skill_id=one.loop.skill_id, at=one.at,
        )  # fmt: skip


def from_observations(askings: Collection[int]) -> Iterator[Contribution]:
    """Of the words of who saw something applied: their own."""
    said = Asking.objects.filter(pk__in=Observation.objects.filter(asking__in=askings).values("asking"))
    for one in said.select_related("loop", "observation"):
        yield Contribution(
            member_id=one.member_id, kind=Kind.FEEDBACK, source_type=Source.OBSERVATION, source=one.pk,
            skill_id=one.loop.skill_id, at=one.observation.at,
        )  # fmt: skip


def keep(contributions: Iterator[Contribution]) -> int:
    """Write those that are not there yet; return how many were looked at. What its member hid stays hidden."""
    return len(Contribution.objects.bulk_create(contributions, ignore_conflicts=True))
