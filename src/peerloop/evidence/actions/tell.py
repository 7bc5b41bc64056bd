"""One gentle word to those whose deeds show a skill that they do not offer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef

from peerloop.evidence.models import Word
from peerloop.evidence.queries import gathered_of
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.recognition.models import Contribution
from peerloop.skills.queries.merged import ways

if TYPE_CHECKING:
    from peerloop.evidence.rules import Known

LATELY = timedelta(weeks=4)
BETWEEN = timedelta(weeks=13)
ENOUGH = 2.0
AT_ONCE = 200


def tell_some(after: int = 0) -> int:
    """Tell members, by id beyond ``after``, who have lately shown a skill twice that they might offer it.

    Of a skill once and never again, and at most one word in three months to anybody. Returns the last member looked
    at, 0 where nobody is left.
    """
    instant = now()
    told = Word.objects.filter(member=OuterRef("pk"), at__gt=instant - BETWEEN)
    lately = Contribution.objects.filter(skill__isnull=False, hidden_at=None, at__gt=instant - LATELY)
    members = Member.objects.present().filter(Exists(lately.filter(member=OuterRef("pk")))).exclude(Exists(told))
    some = list(members.filter(pk__gt=after).order_by("pk")[:AT_ONCE])
    for member in some:
        _tell(member)
    return some[-1].pk if len(some) == AT_ONCE else 0


@transaction.atomic
def _tell(member: Member) -> None:
    into = ways()
    said = {into.get(pk, pk) for pk in Word.objects.filter(member=member).values_list("skill", flat=True)}
    for known in gathered_of(member).waiting:
        if known.skill.pk not in said and _is_plain(known):
            word = Word.objects.create(member=member, skill=known.skill)
            record("knowledge.shown", actor=None, subject=word, about=[member.pk])
            return


def _is_plain(known: Known) -> bool:
    """Whether what was done says enough: about two hours of teaching, the last of them lately."""
    return known.strength >= ENOUGH - 0.1 and now() - known.last <= LATELY
