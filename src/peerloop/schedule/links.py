"""The links that mail about sessions carries: signed, for one member and one answer; only a POST redeems them.

A link may be used again as long as its session is to come: answering twice is answering once, and a yes may follow
a no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.people.models import Member
from peerloop.schedule.actions.answer import ANSWERS
from peerloop.schedule.queries import for_calendar, sessions_seen_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from peerloop.schedule.models import Session

PURPOSE = "session.answer"
HOLDS = timedelta(days=400)  # nothing is announced more than a year ahead


@dataclass(frozen=True)
class Link:
    """What a link stands for: this member's answer about this session."""

    session: Session
    member: Member
    answer: str


def mail_link(session: Session, reader: Member, answer: str) -> str:
    """Return the absolute address with which ``reader`` gives ``answer``, one of ``ANSWERS``."""
    token = sign(PURPOSE, session=session.pk, member=reader.pk, answer=answer)
    return settings.PEERLOOP_URL + reverse("sessions:answer", args=[token])


def opened(token: str) -> Link:
    """Return what the token stands for, whether its session is still to come or not.

    Raises ``BadToken`` where it is forged or too old, or where its member may no longer see the session.
    """
    said = unsign(PURPOSE, token, within=HOLDS)
    member = Member.objects.present().filter(pk=said["member"]).first()
    if member is None or said["answer"] not in ANSWERS:
        raise BadToken
    session = for_calendar(sessions_seen_by(member)).filter(pk=said["session"]).first()
    if session is None:
        raise BadToken
    return Link(session, member, str(said["answer"]))


def is_for_somebody_else(link: Link, reader: Member | AnonymousUser) -> bool:
    """Whether the one who is signed in is not the one to whom the mail went."""
    return bool(reader.is_authenticated and reader.pk != link.member.pk)
