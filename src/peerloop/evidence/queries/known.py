"""A member's own deeds, added up. Nobody else sees any of it: what they say yes to is an offer of the room skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.evidence.models import Verdict, Word
from peerloop.evidence.rules import Gathered, Known, gathered, standing_verdicts
from peerloop.kit.clock import now
from peerloop.recognition.queries import contributions_of
from peerloop.skills.models import Skill
from peerloop.skills.queries import offers_of
from peerloop.skills.queries.merged import ways

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def verdicts_of(member: Member) -> QuerySet[Verdict]:
    """What the member has said of skills that their deeds speak for; theirs alone to see."""
    own = Verdict.objects.filter(member=member)
    return own if member.is_active else own.none()


def words_seen_by(reader: Member) -> QuerySet[Word]:
    """The gentle words that were said to the reader about what they might offer; theirs alone."""
    own = Word.objects.filter(member=reader)
    return own if reader.is_active else own.none()


def gathered_of(member: Member) -> Gathered:
    """Return all that the member's deeds speak for, in five queries; what they left out of the ledger does not count.

    Nothing for somebody who has left.
    """
    if not member.is_active:
        return Gathered()
    own = contributions_of(member).filter(skill__isnull=False, hidden_at=None).order_by("-at", "-pk")
    rows = list(own)
    offers = {offer.skill_id: offer for offer in offers_of(member).filter(confirmed_at__isnull=False)}
    into = ways()
    said = standing_verdicts(verdicts_of(member), into)
    named = (into.get(one.instead_id, one.instead_id) for one in said.values() if one.instead_id)
    skills = Skill.objects.in_bulk({*(row.skill_id or 0 for row in rows), *offers, *named})
    return gathered(rows, offers, said, skills, into, now())


def known_to(member: Member, skill: int) -> Known | None:
    """Return what speaks for one skill of the member's, wherever it stands on their page."""
    found = gathered_of(member)
    every = (*found.waiting, *found.offered, *found.left_out)
    return next((one for one in every if one.skill.pk == skill), None)
