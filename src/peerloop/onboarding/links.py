"""The links that mail about buddies carries: signed, for one member and one answer, and only a POST redeems them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.onboarding.models import Buddy
from peerloop.onboarding.queries import buddies_among
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from peerloop.onboarding.queries import Seen

PURPOSE = "onboarding.answer"
HOLDS = timedelta(days=60)
ANSWERS = ("acceptance", "refusal")


@dataclass(frozen=True)
class Link:
    """What a link stands for: this member's answer; ``seen`` is None where it was passed by, whoever said so."""

    seen: Seen | None
    member: Member
    answer: str
    pk: int

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to answer with it."""
        state = self.seen.state if self.seen else ""
        return state != "asked" and (self.answer, state) != ("refusal", "waits")


def mail_link(buddy: Buddy, reader: Member, answer: str) -> str:
    """Return the absolute address with which ``reader`` gives ``answer`` ("acceptance", "refusal")."""
    token = sign(PURPOSE, buddy=buddy.pk, member=reader.pk, answer=answer)
    return settings.PEERLOOP_URL + reverse("onboarding:link", args=[token])


def opened(token: str) -> Link:
    """Return what the token stands for, answered or not.

    Raises ``BadToken`` where it is forged or too old, or where its member has left.
    """
    said = unsign(PURPOSE, token, within=HOLDS)
    member = Member.objects.present().filter(pk=said["member"]).first()
    if member is None or said["answer"] not in ANSWERS:
        raise BadToken
    seen = buddies_among(member, [int(said["buddy"])])
    return Link(seen[0] if seen else None, member, str(said["answer"]), int(said["buddy"]))


def other_way(link: Link) -> str:
    """Return the address that gives the other answer."""
    other = ANSWERS[link.answer == ANSWERS[0]]
    return mail_link(Buddy(pk=link.pk), link.member, other)


def is_for_somebody_else(link: Link, reader: Member | AnonymousUser) -> bool:
    """Whether the one who is signed in is not the one to whom the mail went."""
    return bool(reader.is_authenticated and reader.pk != link.member.pk)
