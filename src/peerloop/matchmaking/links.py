"""The links that mail carries: signed, for one member and one answer, and only a POST redeems them.

A link is single-use without a list of used ones: it answers a request, and a request is answered once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.matchmaking.queries import requests_seen_by
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from peerloop.matchmaking.models import Request

PURPOSE = "request.answer"
HOLDS = timedelta(days=60)
ANSWERS = ("acceptance", "refusal")


@dataclass(frozen=True)
class Link:
    """What a link stands for: this teacher's answer to this request."""

    request: Request
    teacher: Member
    answer: str


def mail_link(request: Request, reader: Member, answer: str) -> str:
    """Return the absolute address with which ``reader``, who is asked, gives ``answer`` ("acceptance", "refusal")."""
    token = sign(PURPOSE, request=request.pk, member=reader.pk, answer=answer)
    return settings.PEERLOOP_URL + reverse("matchmaking:link", args=[token])


def opened(token: str) -> Link:
    """Return what the token stands for, answered or not.

    Raises ``BadToken`` where it is forged or too old, or where its member may no longer see the request: has
    left, or the two have blocked one another.
    """
    said = unsign(PURPOSE, token, within=HOLDS)
    teacher = Member.objects.present().filter(pk=said["member"]).first()
    if teacher is None or said["answer"] not in ANSWERS:
        raise BadToken
    request = (
        requests_seen_by(teacher)
        .filter(pk=said["request"], teacher=teacher)
        .select_related("learner__team", "teacher", "skill", "session", "outcome", "pairing")
        .first()
    )
    if request is None:
        raise BadToken
    return Link(request, teacher, str(said["answer"]))


def other_way(link: Link) -> str:
    """Return the address that gives the other answer."""
    return mail_link(link.request, link.teacher, ANSWERS[link.answer == ANSWERS[0]])


def is_for_somebody_else(link: Link, reader: Member | AnonymousUser) -> bool:
    """Whether the one who is signed in is not the one to whom the mail went."""
    return bool(reader.is_authenticated and reader.pk != link.teacher.pk)
