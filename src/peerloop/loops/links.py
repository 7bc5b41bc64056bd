"""The links in the mail that asks whether it was used: signed, for one member and one answer; only a POST answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.loops.models import FollowUp
from peerloop.loops.queries import follow_ups_of
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PURPOSE = "loop.follow_up"
HOLDS = timedelta(days=60)


@dataclass(frozen=True)
class Link:
    """What a link stands for: this learner's answer to this question."""

    follow_up: FollowUp
    learner: Member
    answer: str

    @property
    def chosen(self) -> str:
        """The answer in words."""
        return str(FollowUp.Answer(self.answer).label)

    @property
    def others(self) -> list[tuple[str, str]]:
        """The other answers: how they are said to the house, and in words."""
        return [(one.value, str(one.label)) for one in FollowUp.Answer if one != self.answer]


def mail_link(follow_up: FollowUp, reader: Member, answer: str) -> str:
    """Return the absolute address with which ``reader``, whose loop it is, gives ``answer``."""
    token = sign(PURPOSE, follow_up=follow_up.pk, member=reader.pk, answer=answer)
    return settings.PEERLOOP_URL + reverse("loops:follow-up-link", args=[token])


def opened(token: str) -> Link:
    """Return what the token stands for, answered or not; raises ``BadToken`` where it opens nothing (any more)."""
    said = unsign(PURPOSE, token, within=HOLDS)
    learner = Member.objects.present().filter(pk=said["member"]).first()
    if learner is None or said["answer"] not in FollowUp.Answer.values:
        raise BadToken
    found = follow_ups_of(learner).filter(pk=said["follow_up"]).select_related("loop__skill").first()
    if found is None:
        raise BadToken
    return Link(found, learner, str(said["answer"]))


def is_for_somebody_else(link: Link, reader: Member | AnonymousUser) -> bool:
    """Whether the one who is signed in is not the one to whom the mail went."""
    return bool(reader.is_authenticated and reader.pk != link.learner.pk)
