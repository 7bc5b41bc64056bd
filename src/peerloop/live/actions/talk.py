"""Keep the thread under a session for those who take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.discussion.actions import open_thread, seat, unseat
from peerloop.discussion.models import Seat
from peerloop.live.models import Talk
from peerloop.people.models import Member
from peerloop.schedule.models import Participation

if TYPE_CHECKING:
    from peerloop.schedule.models import Session


@transaction.atomic
def begin_talk(session: Session) -> Talk:
    """Open the thread under a session; twice is once. Who leads the session looks after it."""
    talk = Talk.objects.filter(session=session).first()
    if talk is None:
        talk = Talk.objects.create(session=session, thread=open_thread(by=None))
    follow_in_talk(session)
    return talk


@transaction.atomic
def follow_in_talk(session: Session) -> None:
    """Seat who takes part now and nobody else; what somebody has said stays when they leave."""
    talk = Talk.objects.filter(session=session).select_related("thread").first()
    if talk is None:
        return
    sitting = dict(Seat.objects.filter(thread=talk.thread).values_list("member", "moderates"))
    parts = dict(Participation.objects.filter(session=session).values_list("member", "part"))
    wanted = {member: part == Participation.Part.TEACHER for member, part in parts.items()}
    for moderates in (False, True):
        new = [pk for pk, may in wanted.items() if may is moderates and sitting.get(pk) is not moderates]
        if new:
            seat(talk.thread, Member.objects.filter(pk__in=new), by=None, moderates=moderates)
    if gone := sitting.keys() - wanted.keys():
        unseat(talk.thread, Member.objects.filter(pk__in=gone), by=None)
