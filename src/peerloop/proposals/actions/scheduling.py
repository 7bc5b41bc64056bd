"""The session is announced, and who wants it is invited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.proposals.actions.held import held, stir
from peerloop.proposals.models import Scheduling
from peerloop.proposals.queries import wanting
from peerloop.proposals.rules import still_open
from peerloop.schedule.actions import announce_session, invite
from peerloop.schedule.locks import hold_members
from peerloop.search.actions import index

if TYPE_CHECKING:
    from datetime import date, time

    from peerloop.proposals.models import Proposal
    from peerloop.schedule.models import Session


@dataclass(frozen=True)
class Scheduled:
    """The session, how many were invited, and how many were not because their week is full."""

    session: Session
    asked: int
    full: int


@transaction.atomic
def schedule_proposal(
    proposal: Proposal,
    *,
    by: Member,
    kind: str,
    local_date: date,
    local_time: time,
    minutes: int,
    capacity: int | None = None,
    place: str = "",
    link: str = "",
    way: str = "",
) -> Scheduled:
    """Announce the session, by the wall clock of ``by``, and invite who wants it; twice is once.

    All who have volunteered lead it. Raises ``Clash`` and ``ValidationError`` as ``announce_session`` does, ``Over``
    for one that is closed, ``PermissionDenied`` for who has not volunteered.
    """
    hold_members(proposal.volunteers.values_list("member", flat=True))  # before the proposal, as who cancels does
    stands = held(proposal, by=by)
    teaching = list(Member.objects.present().filter(pk__in=stands.volunteers.values("member")).order_by("pk"))
    if by not in teaching:
        raise PermissionDenied
    if hasattr(stands, "scheduling") and stands.scheduling.by_id == by.pk:
        return Scheduled(stands.scheduling.session, 0, 0)
    still_open(stands)
    session = announce_session(
        kind=kind, title=stands.title, about=stands.about, skill=stands.skill, by=by, teachers=teaching,
        local_date=local_date, local_time=local_time, zone=by.time_zone, minutes=minutes, capacity=capacity,
        place=place, link=link, way=way,
    )  # fmt: skip
    Scheduling.objects.create(proposal=stands, session=session, by=by)
    invited = invite(session, wanting(stands), by=by)
    stir(stands)
    index("proposal", [stands.pk])
    record("proposal.scheduled", actor=by, subject=stands, about=[member.pk for member in teaching])
    return Scheduled(session, len(invited.asked), len(invited.full))
