"""What lies outside a member's usual field, and the one suggestion of the season that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Q

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.matchmaking.models import NoStretch, Pairing, Stretch
from peerloop.matchmaking.queries.suggested import kept_apart_from
from peerloop.skills.models import Need, Offer, Skill, Visibility
from peerloop.skills.queries import offers_of_others, offers_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from peerloop.people.models import Member

MANY = 5
"""From so many public needs on a skill is called much wanted; fewer are nobody's to count."""


def season_of(day: date) -> tuple[str, int]:
    """Return the season of the day, by year and quarter, and how many days of it have passed."""
    quarter = (day.month - 1) // 3
    return f"{day.year}-Q{quarter + 1}", (day - day.replace(month=quarter * 3 + 1, day=1)).days


def stretches_seen_by(reader: Member) -> QuerySet[Stretch]:
    """The reader's own suggestion of this season, while it is neither taken nor put aside nor unwanted altogether."""
    if wants_no_stretch(reader):  # asked apart, so that no prepared query is made of this, which holds for a season
        return Stretch.objects.none()
    return open_stretches.build(reader, season_of(now().date())[0])


@prepared
def open_stretches(reader: Member, season: str) -> QuerySet[Stretch]:
    """The same for the season that is given."""
    if reader.departed_at is not None:
        return Stretch.objects.none()
    unwanted = NoStretch.objects.filter(member=reader)
    rows = Stretch.objects.filter(~Exists(unwanted), member=reader, season=season, answer=None)
    return rows.select_related("skill", "member")


def stretch_of(member: Member) -> Stretch | None:
    """The one that is open, as long as somebody whom the member sees offers the skill."""
    return still_offered(open_stretches(member, season_of(now().date())[0]))


def still_offered(found: Iterable[Stretch]) -> Stretch | None:
    """The first of those, as long as somebody whom the member sees offers the skill."""
    first = next(iter(found), None)
    return first if first is not None and helpers(first).exists() else None


def helpers(stretch: Stretch) -> QuerySet[Offer]:
    """Open offers of the skill by those whom the member may meet about it."""
    offers = offers_seen_by(stretch.member).filter(skill=stretch.skill_id, confirmed_at__isnull=False)
    return offers.exclude(member=stretch.member_id).exclude(kept_apart_from(stretch.member, field="member"))


def wants_no_stretch(member: Member) -> bool:
    """Whether the member has switched them off."""
    return NoStretch.objects.filter(member=member).exists()


def beyond(member: Member, *, at_most: int) -> list[int]:
    """Ids of skills that others offer openly and that are no kin of anything the member offers, wants or has learned.

    Kin are a skill, what it belongs to, what belongs to it, and what belongs to the same. In a fixed order.
    """
    own = _own(member)
    above = set(Skill.broader.through.objects.filter(from_skill__in=own).values_list("to_skill", flat=True))
    field = own | above
    field |= set(Skill.broader.through.objects.filter(to_skill__in=field).values_list("from_skill", flat=True))
    offers = offers_of_others(member).exclude(kept_apart_from(member, field="member")).exclude(skill__in=field)
    offered = offers.filter(skill__in=Skill.objects.values("pk")).order_by("skill").values_list("skill", flat=True)
    return list(offered.distinct()[:at_most])


def widely_wanted(skills: Iterable[int]) -> set[int]:
    """Those of the skills that at least ``MANY`` want openly."""
    public = Need.objects.filter(skill__in=set(skills), visibility=Visibility.PUBLIC)
    counted = public.order_by().values("skill").annotate(count=Count("pk")).filter(count__gte=MANY)
    return set(counted.values_list("skill", flat=True))


def _own(member: Member) -> set[int]:
    learned = Pairing.objects.filter(Q(learner=member) | Q(teacher=member), skill__isnull=False)
    return {
        *Offer.objects.filter(member=member).values_list("skill", flat=True),
        *Need.objects.filter(member=member).values_list("skill", flat=True),
        *learned.values_list("skill", flat=True),
        *Stretch.objects.filter(member=member).values_list("skill", flat=True),
    }
