"""What waits around a member's loops beside their steps, for the list of loops."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peerloop.kit.clock import now
from peerloop.loops.queries import open_askings, open_follow_ups, open_teach_ons, skills_in_hand
from peerloop.schedule.queries import taken_part_by

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

LATELY = timedelta(days=14)
FEW = 5


def for_today(member: Member) -> dict[str, Any]:
    """Return what waits above the list of loops, in three queries: asked to stand by, did you use it, teach it on."""
    return {
        "askings": open_askings(member),
        "follow_ups": open_follow_ups(member, now()),
        "teach_ons": open_teach_ons(member),
    }


def lately_taken_part(member: Member) -> list[Session]:
    """Return the last two weeks' open sessions about a skill that the member came to and did not lead.

    None about a skill in which the member is in the middle of a loop, or began one since: a pairing opens its own.
    """
    since = now() - LATELY
    took_place = taken_part_by(member).filter(record__isnull=False, cancellation=None, skill__isnull=False)
    learned = took_place.filter(participations__member=member, participations__part__in=("learner", "peer"))
    lately = learned.exclude(audience="made_for").filter(starts_at__gt=since).select_related("skill")
    sessions = list(lately.order_by("-starts_at", "-pk")[: FEW * 2])
    in_hand = skills_in_hand(member, since) if sessions else set()
    return [one for one in sessions if one.skill_id not in in_hand][:FEW]
