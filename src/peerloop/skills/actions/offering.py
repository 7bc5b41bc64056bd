"""I can help with: made or changed, confirmed, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.search.actions import index
from peerloop.skills.locks import hold_skill, keep_skills
from peerloop.skills.models import Level, Offer, Pace
from peerloop.skills.queries import waiting_offers
from peerloop.skills.queries.merged import within
from peerloop.skills.rules import a_line, check_choices, must_be_here

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def offer(
    member: Member,
    *,
    skill: Skill,
    level: int = Level.ALONE,
    pace: str = Pace.ANY,
    text: str = "",
    confirmed: bool = True,
) -> Offer:
    """Make or change the member's offer of ``skill``; an unconfirmed one waits for its member's yes.

    Raises ``BadLine`` for a wrong level, pace or text and ``PermissionDenied`` for somebody who has left.
    """
    must_be_here(member)
    check_choices(level=level, pace=pace)
    text = a_line(text)
    skill = hold_skill(skill)
    made, _ = Offer.objects.update_or_create(
        member=member, skill=skill, defaults={"level": level, "pace": pace, "text": text}
    )
    if confirmed and made.confirmed_at is None:
        made.confirmed_at = now()
        made.save(update_fields=["confirmed_at"])
    index("member", [member.pk])
    record("offer.made", actor=member, subject=made, about=[member.pk], skill=skill.pk, level=int(level))
    return made


@transaction.atomic
def confirm_offer(offer: Offer, *, by: Member) -> None:
    """The member says yes to an imported offer: from now on others see it. A second yes changes nothing."""
    if offer.member_id != by.pk:
        raise PermissionDenied
    if Offer.objects.filter(pk=offer.pk, confirmed_at=None).update(confirmed_at=now()):
        index("member", [by.pk])
        record("offer.confirmed", actor=by, subject=offer, about=[by.pk], skill=offer.skill_id)


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: Member) -> None:
    """Take back one's own offer with the endorsements on it; raises ``PermissionDenied`` for another's.

    Those that rest since their skills went into this one go with it: their member has said no to the one skill.
    """
    if offer.member_id != by.pk:
        raise PermissionDenied
    keep_skills()
    for one in [offer, *Offer.everything.filter(member=by, skill__in=within(offer.skill_id)).exclude(pk=offer.pk)]:
        record("offer.withdrawn", actor=by, subject=one, about=[by.pk], skill=one.skill_id)
        one.delete()
    index("member", [by.pk])


@transaction.atomic
def answer_waiting(member: Member, *, shown: Collection[int], kept: Collection[int]) -> None:
    """Confirm those of the member's waiting offers that are ``kept`` and withdraw the other ``shown`` ones, by id.

    What came in while the member was reading is neither: it waits on. Each offer has its own journal entry.
    """
    for waiting in waiting_offers(member).filter(pk__in=[*shown]):
        if waiting.pk in kept:
            confirm_offer(waiting, by=member)
        else:
            withdraw_offer(waiting, by=member)
