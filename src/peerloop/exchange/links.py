"""The links that mail carries about days and weeks: signed, for one member and one answer; a POST redeems them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from peerloop.exchange.models import DayRequest
from peerloop.exchange.queries import day_requests_among, rotations_among
from peerloop.exchange.rules import is_open, parts_of
from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from peerloop.exchange.models import Rotation

PURPOSE = "exchange.answer"
HOLDS = timedelta(days=60)
ANSWERS = ("acceptance", "refusal")


@dataclass(frozen=True)
class Link:
    """What a link stands for: this member's answer to a request for a day, or for some weeks."""

    day: DayRequest | None
    rotation: Rotation | None
    member: Member
    answer: str

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to answer with it."""
        if self.day is not None:
            return not is_open(self.day)
        if self.rotation is None or not is_open(self.rotation):
            return True
        parts = {str(part) for part in parts_of(self.rotation, self.member)}
        return self.answer == ANSWERS[0] and parts <= {one.part for one in self.rotation.consents.all()}


def mail_link(asked: DayRequest | Rotation, reader: Member, answer: str) -> str:
    """Return the absolute address with which ``reader``, who is asked, gives ``answer`` ("acceptance", "refusal")."""
    about = "day" if isinstance(asked, DayRequest) else "rotation"
    token = sign(PURPOSE, about=about, pk=asked.pk, member=reader.pk, answer=answer)
    return settings.PEERLOOP_URL + reverse("exchange:link", args=[token])


def opened(token: str) -> Link:
    """Return what the token stands for, answered or not.

    Raises ``BadToken`` where it is forged or too old, or where its member is not, or no longer, the one to answer.
    """
    said = unsign(PURPOSE, token, within=HOLDS)
    member = Member.objects.present().filter(pk=said["member"]).first()
    if member is None or said["answer"] not in ANSWERS:
        raise BadToken
    pk, answer = int(said["pk"]), str(said["answer"])
    if said["about"] == "day":
        days = [one for one in day_requests_among(member, [pk]) if one.day.host_id == member.pk]
        if days:
            return Link(days[0], None, member, answer)
    else:
        rotations = [one for one in rotations_among(member, [pk]) if parts_of(one, member)]
        if rotations:
            return Link(None, rotations[0], member, answer)
    raise BadToken


def other_way(link: Link) -> str:
    """Return the address that gives the other answer."""
    asked = link.day or link.rotation
    assert asked is not None  # noqa: S101 - a link is about one of them
    return mail_link(asked, link.member, ANSWERS[link.answer == ANSWERS[0]])


def is_for_somebody_else(link: Link, reader: Member | AnonymousUser) -> bool:
    """Whether the one who is signed in is not the one to whom the mail went."""
    return bool(reader.is_authenticated and reader.pk != link.member.pk)
