"""The links that mail about coffee carries: signed, for one member and one answer, and only a POST redeems them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from peerloop.coffee.queries import coffees_among
from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from peerloop.coffee.models import Introduction
    from peerloop.coffee.queries import Coffee

PURPOSE = "coffee.answer"
HOLDS = timedelta(days=60)
ANSWERS = ("acceptance", "refusal", "met", "missed")


@dataclass(frozen=True)
class Link:
    """What a link stands for: this member's answer about this coffee."""

    coffee: Coffee
    member: Member
    answer: str

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to answer with it; what one said of the meeting may be changed."""
        if self.answer in {"met", "missed"}:
            return self.coffee.state not in {"ask_met", "met"}
        return self.coffee.state != "asked" and (self.answer, self.coffee.state) != ("refusal", "waits")


def mail_link(introduction: Introduction, reader: Member, answer: str) -> str:
    """Return the absolute address with which ``reader`` gives one of ``ANSWERS``."""
    token = sign(PURPOSE, introduction=introduction.pk, member=reader.pk, answer=answer)
    return settings.PEERLOOP_URL + reverse("coffee:link", args=[token])


def opened(token: str) -> Link:
    """Return what the token stands for, answered or not.

    Raises ``BadToken`` where it is forged or too old, or where its member may no longer see the coffee: has left,
    or one of them has blocked another.
    """
    said = unsign(PURPOSE, token, within=HOLDS)
    member = Member.objects.present().filter(pk=said["member"]).first()
    coffees = coffees_among(member, [int(said["introduction"])]) if member else []
    if member is None or not coffees or said["answer"] not in ANSWERS:
        raise BadToken
    return Link(coffees[0], member, str(said["answer"]))


def is_for_somebody_else(link: Link, reader: Member | AnonymousUser) -> bool:
    """Whether the one who is signed in is not the one to whom the mail went."""
    return bool(reader.is_authenticated and reader.pk != link.member.pk)
