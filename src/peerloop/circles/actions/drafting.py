"""What the worker does of a forming: compute the draft, make its circles, forget old ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions.closing import close_circle
from peerloop.circles.actions.starting import opened
from peerloop.circles.models import Circle, Draft, DraftSeat, Forming, Invitation, LeftOut, Making
from peerloop.circles.rules import crossing, lines_above
from peerloop.circles.states import State, state
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.people.rules import has_role
from peerloop.schedule.locks import hold_members
from peerloop.skills.actions import close_week
from peerloop.vetting.queries import ready_to_facilitate

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from peerloop.circles.assembling import Assembly
    from peerloop.engines.forming import Formation

KEPT, NOBODY_CAME = timedelta(days=31), timedelta(days=21)
AT_A_TIME = 200
SECONDS = 20.0
FEW = "few"
"""Why somebody is left out whose skill fewer than five want; the other reasons are the engine's words."""


def compute(forming: Forming, *, tell: Callable[[int], None] = lambda _percent: None, seconds: float = SECONDS) -> None:
    """Compute the draft outside any transaction and write it in one; one that was stopped or is done is left alone."""
    from peerloop.circles.assembling import assemble
    from peerloop.engines.forming import form

    tell(5)
    close = close_week()
    everybody = assemble(forming, now=now(), close=close.at)
    tell(20)
    found = form(everybody.people, everybody.goals, everybody.rules, seed=forming.pk, seconds=seconds)
    tell(85)
    _write(forming, everybody, found)
    tell(100)


@transaction.atomic
def _write(forming: Forming, everybody: Assembly, found: Formation) -> None:
    from peerloop.circles.assembling import best_hour, leader

    Forming.objects.select_for_update(no_key=True).get(pk=forming.pk)
    stands = Forming.objects.select_related("making", "discard").get(pk=forming.pk)
    if state(stands) is not State.UNDER_WAY:
        return
    members, wants = everybody.members, _wanting(everybody)
    above = lines_above(one.pk for one in members)
    cross = ties = 0
    for place, goal in enumerate(found.goal.tolist()):
        rows = [row for row, circle in enumerate(found.circle.tolist()) if circle == place]
        hour = best_hour(everybody, rows, everybody.rules.length, int(found.hour[place]))
        draft = Draft.objects.create(
            forming=stands, place=place, skill_id=everybody.goals[goal], starts_at=everybody.week.moment(hour),
            facilitator=leader(everybody, rows, above),
        )  # fmt: skip
        DraftSeat.objects.bulk_create(
            DraftSeat(draft=draft, member=members[row], knows=(row, everybody.goals[goal]) not in wants) for row in rows
        )
        crossed, tied = crossing([members[row].team_id for row in rows])
        cross, ties = cross + crossed, ties + tied
    LeftOut.objects.bulk_create(
        LeftOut(
            forming=stands, member=members[one.member], skill_id=everybody.goals[one.goal], rule=one.rule,
            starts_at=everybody.week.moment(one.hour) if one.hour >= 0 else None,
        )
        for one in found.why_not
    )  # fmt: skip
    LeftOut.objects.bulk_create(
        LeftOut(forming=stands, member_id=member, skill_id=skill, rule=FEW) for member, skill in everybody.few.items()
    )
    stands.figures = {
        "wanting": len({row for row, _skill in wants}) + len(everybody.few), "placed": found.placed,
        "bound": found.bound, "circles": len(found.goal), "seated": int((found.circle >= 0).sum()),
        "cross": cross, "ties": ties,
    }  # fmt: skip
    stands.finished_at = now()
    stands.save(update_fields=["figures", "finished_at"])
    record("forming.finished", actor=stands.by, subject=stands, about=[stands.by_id] if stands.by_id else [])


def _wanting(everybody: Assembly) -> set[tuple[int, int]]:
    needs = everybody.people.needs
    begins, skill = needs.indptr.tolist(), needs.skill.tolist()
    return {(row, one) for row in range(len(begins) - 1) for one in skill[begins[row] : begins[row + 1]]}


def make(forming: Forming) -> None:
    """Make the circles of a draft one by one, each in its own transaction; what is made already is left alone."""
    for draft in forming.drafts.filter(circle=None, dropped=False).order_by("place"):
        _make_one(draft)
    _finish(forming)


@transaction.atomic
def _make_one(draft: Draft) -> None:
    """Make one circle and invite into it those who are still here: being in it tells the others what one wants, so each
    says yes for themselves. For fewer than two nothing is made.
    """
    ids = list(draft.seats.order_by("pk").values_list("member", flat=True))
    hold_members(ids)
    Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    stands = Draft.objects.select_related("forming__by", "forming__programme", "skill", "facilitator").get(pk=draft.pk)
    if stands.circle_id or stands.dropped:
        return
    there = list(Member.objects.present().filter(pk__in=ids).order_by("pk"))
    if len(there) < 2:
        stands.dropped = True
        stands.save(update_fields=["dropped"])
        return
    forming, lead = stands.forming, _still_leads(stands, there)
    zone = (lead or there[0]).time_zone
    wall = _wall(stands.starts_at, zone)
    circle = opened(
        by=forming.by, title=stands.skill.name, skill=stands.skill, openness=forming.openness, format=forming.format,
        programme=forming.programme,
        goal=_("Learn %(skill)s together.") % {"skill": stands.skill.name}, most=max(forming.most, len(there)),
        weekday=wall.weekday(), local_time=wall.time(), zone=zone, minutes=forming.minutes,
    )  # fmt: skip
    Invitation.objects.bulk_create(
        Invitation(circle=circle, member=one, by=forming.by, to_facilitate=one == lead, at=now()) for one in there
    )
    stands.circle = circle
    stands.save(update_fields=["circle"])
    record("circle.formed", actor=forming.by, subject=circle, about=[one.pk for one in there])


def _still_leads(draft: Draft, there: list[Member]) -> Member | None:
    """Return who was to facilitate, where that still holds."""
    lead = next((one for one in there if one.pk == draft.facilitator_id), None)
    if lead is None or lead.pk not in ready_to_facilitate([lead.pk]):
        return None
    above = lines_above(one.pk for one in there)
    return None if any(lead.pk in line for line in above.values()) else lead


def _wall(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


@transaction.atomic
def _finish(forming: Forming) -> None:
    Forming.objects.select_for_update(no_key=True).get(pk=forming.pk)
    if Making.objects.filter(forming=forming, finished_at=None).update(finished_at=now()):
        left = LeftOut.objects.filter(forming=forming).order_by("member").values_list("member", flat=True)
        record("forming.made", actor=forming.by, subject=forming, about=list(left))


@transaction.atomic
def forget_formings() -> int:
    """Forget who was drafted into what and who was left out a month ago; return of how many formings."""
    old = Forming.objects.filter(at__lt=now() - KEPT)
    drafts = Draft.objects.filter(forming__in=old)
    count = drafts.values("forming").distinct().count()
    drafts.delete()
    LeftOut.objects.filter(forming__in=old).delete()
    return count


def may_still(forming: Forming) -> bool:
    """Whether who asked for it still organises."""
    return forming.by is not None and forming.by.is_active and has_role(forming.by, "organiser", "administrator")


def let_lapse() -> int:
    """Close circles that were formed and into which nobody came in three weeks; return how many."""
    empty = Circle.objects.filter(closing=None, memberships=None, made_at__lt=now() - NOBODY_CAME)
    some = list(empty.order_by("pk")[:AT_A_TIME])
    for circle in some:
        close_circle(circle, by=None)
    return len(some)
