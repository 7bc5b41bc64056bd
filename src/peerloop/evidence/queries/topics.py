"""Topics that lack somebody: wanted, and nobody here can help. An invitation to everybody.

What is told of needs is what the last close tells (see ``skills.telling``): at least five people beside what is public
anyway, in fives, as of Monday. Questions without an answer are those that the reader can read anyway; they count where
five who ask show themselves, each question under a pseudonym being one: whether two are by the same person is not
looked at. Offers are the open ones that the reader sees. What anybody's deeds say in private is
not looked at: a topic that went from this list because of it would tell of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from peerloop.proposals.queries import proposals_seen_by
from peerloop.questions.queries import answers_open_to, questions_open_to
from peerloop.skills.queries import nobody_offers, offers_seen_by, skills_seen_by, supply_and_demand
from peerloop.skills.telling import SMALLEST

if TYPE_CHECKING:
    from peerloop.people.models import Member


@dataclass(frozen=True)
class Topic:
    """A skill that nobody offers. ``wanted``: about how many want to learn it, 0 where that is not told; ``asked``: how
    many questions about it wait for an answer, 0 for those of few; ``proposal``: the earliest open proposal
    about it that the reader sees.
    """

    skill: int
    name: str
    wanted: int
    asked: int = 0
    proposal: int | None = None


def lacking(reader: Member, *, at_most: int) -> list[Topic]:
    """Return what lacks somebody, the most wanted first, as ``reader`` may know it; nothing for who has left."""
    if not reader.is_active:
        return []
    wanted = {one.skill: one.wanted or 0 for one in nobody_offers(supply_and_demand())}
    asked = _unanswered(reader)
    either = wanted.keys() | asked.keys()
    offered = offers_seen_by(reader).filter(skill__in=either, confirmed_at__isnull=False)
    lacked = either - set(offered.values_list("skill", flat=True))
    names = dict(skills_seen_by(reader).filter(pk__in=lacked).values_list("pk", "name"))
    open_ones = proposals_seen_by(reader).filter(skill__in=lacked, closure=None, scheduling=None)
    proposed = dict(open_ones.order_by("-pk").values_list("skill", "pk"))
    topics = [
        Topic(pk, name, wanted.get(pk, 0), asked.get(pk, 0), proposed.get(pk)) for pk, name in sorted(names.items())
    ]
    return sorted(topics, key=lambda one: (-(one.wanted + one.asked), one.name))[:at_most]


def _unanswered(reader: Member) -> dict[int, int]:
    """Return by skill how many questions wait for an answer, where five or more who ask show themselves."""
    given = answers_open_to(reader).filter(question=OuterRef("pk"))
    waiting = questions_open_to(reader).filter(~Exists(given), skill__isnull=False).order_by().values_list("skill")
    counted = waiting.annotate(
        many=Count("pk"), named=Count("by", distinct=True), others=Count("pk", filter=Q(by=None))
    )
    return {skill: many for skill, many, named, others in counted if named + others >= SMALLEST}
