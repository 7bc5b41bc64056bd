"""What can be said with one click in a mail besides answering a request: to a ring, and to a question after silence.

Signed, for one member and one word; only a POST says it. A link is single-use without a list: a ring is answered once,
and a question is open until somebody answers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from peerloop.kit.clock import now
from peerloop.kit.tokens import BadToken, sign, unsign
from peerloop.matchmaking.actions import end_pairing, join_ring, leave_ring, still_at_it
from peerloop.matchmaking.queries import (
    open_question,
    pairings_in_full,
    pairings_seen_by,
    rings_in_full,
    rings_seen_by,
)
from peerloop.matchmaking.rules import is_running
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from peerloop.matchmaking.models import Pairing, Ring

PURPOSE = "matchmaking.word"
HOLDS = timedelta(days=60)
TO_RINGS = {"join": "leave", "leave": "join"}
TO_SILENCE = {"still": "end", "end": "still"}
OTHER = TO_RINGS | TO_SILENCE


@dataclass(frozen=True)
class Word:
    """What a link stands for: this member says "join" or "leave" to a ring, "still" or "end" to a silent pairing."""

    member: Member
    says: str
    ring: Ring | None = None
    pairing: Pairing | None = None

    @property
    def other_way(self) -> str:
        """The address that says the other thing."""
        about = self.ring or self.pairing
        return word_link(about.pk, self.member, OTHER[self.says]) if about else ""


def word_link(about: int, reader: Member, says: str) -> str:
    """Return the absolute address with which ``reader`` says it about the ring or pairing of that id."""
    return settings.PEERLOOP_URL + reverse(
        "matchmaking:word", args=[sign(PURPOSE, about=about, member=reader.pk, says=says)]
    )


def opened(token: str) -> Word:
    """Return what the token stands for, said already or not.

    Raises ``BadToken`` where it is forged or too old, or where its member has left or may no longer see it.
    """
    said = unsign(PURPOSE, token, within=HOLDS)
    member, says = Member.objects.present().filter(pk=said["member"]).first(), str(said["says"])
    if member is None or says not in OTHER:
        raise BadToken
    if says in TO_RINGS:
        ring = rings_in_full(rings_seen_by(member)).filter(pk=said["about"]).first()
        if ring is not None:
            return Word(member, says, ring=ring)
    else:
        pairing = pairings_in_full(pairings_seen_by(member)).filter(pk=said["about"]).first()
        if pairing is not None:
            return Word(member, says, pairing=pairing)
    raise BadToken


def is_open(word: Word) -> bool:
    """Whether the word can still be said."""
    if word.ring is not None:
        said = any(place.learner_id == word.member.pk and hasattr(place, "yes") for place in word.ring.places.all())
        over = hasattr(word.ring, "outcome") or word.ring.answer_by <= now()
        return not over and not (said and word.says == "join")
    if word.pairing is None or not is_running(word.pairing):
        return False
    return open_question(word.pairing, word.member) is not None


def redeem(word: Word) -> None:
    """Say it; raises ``NotPossible`` where it was overtaken."""
    if word.ring is not None:
        (join_ring if word.says == "join" else leave_ring)(word.ring, by=word.member)
    elif word.pairing is not None:
        (still_at_it if word.says == "still" else end_pairing)(word.pairing, by=word.member)


def is_for_somebody_else(word: Word, reader: Member | AnonymousUser) -> bool:
    """Whether the one who is signed in is not the one to whom the mail went."""
    return bool(reader.is_authenticated and reader.pk != word.member.pk)
