"""Everybody whose turn it is, is brought together with somebody, and an hour is held for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from peerloop.coffee.models import Introduced, Introduction, Joining, Round
from peerloop.coffee.rules import is_due
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.matchmaking.hours import common_hours
from peerloop.matchmaking.queries.policies import may_organise
from peerloop.people.rules import require
from peerloop.schedule.actions import hold_meeting
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.rules import Clash

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.coffee.pairing import Table
    from peerloop.people.models import Member

SOONEST = timedelta(hours=48)
BEFORE = timedelta(hours=24)
"""So long before the hour everybody has answered, or it is decided for them."""
WEEKS = 2
HOURS_TRIED = 3


@transaction.atomic
def call_round(*, by: Member) -> Round:
    """Let the worker bring everybody together whose turn it is; raises ``PermissionDenied`` for who may not."""
    require(may_organise(by))
    called = Round.objects.create(by=by)
    enqueue("coffee.round", {"round": called.pk}, slot=str(called.pk))
    record("coffee.called", actor=by, subject=called)
    return called


def weekly_round() -> Round | None:
    """Hold the week's round, where it is anybody's turn."""
    return hold_round(Round.objects.create()) if due(now()) else None


def hold_round(this: Round) -> Round:
    """Bring together whose turn it is, each introduction in a transaction of its own, and return the round.

    ``figures``: joined (whose turn it was), pairs, trios, alone, across (of different teams), again (who have met
    before). A round taken up again after its worker died goes on with who has nobody yet.
    """
    from peerloop.coffee.pairing import tables

    waiting = due(this.at, besides=this)
    found, alone = tables(waiting, after=now() + SOONEST, seed=this.pk)
    made = [table for table in found if introduce(this, table)]
    so_far = this.introductions.count() - len(made)
    this.figures = {
        "joined": this.figures.get("joined", len(waiting)),
        "pairs": sum(len(table.members) == 2 for table in made) + so_far,
        "trios": sum(len(table.members) == 3 for table in made),
        "alone": len(alone) + sum(len(table.members) for table in found) - sum(len(table.members) for table in made),
        "across": sum(table.across for table in made),
        "again": sum(table.again for table in made),
    }
    with transaction.atomic():
        this.save(update_fields=["figures"])
        record("coffee.round", actor=this.by, subject=this, **this.figures)
    return this


def due(at: datetime, *, besides: Round | None = None) -> list[Member]:
    """Return whose turn it is at ``at``, by id, less who is in the round already."""
    last = dict(Introduced.objects.values_list("member").annotate(Max("introduction__round__at")))
    served = set(Introduced.objects.filter(introduction__round=besides).values_list("member", flat=True))
    joined = Joining.objects.filter(member__departed_at=None).select_related("member").order_by("member")
    return [one.member for one in joined if one.member_id not in served and is_due(one, last.get(one.member_id), at=at)]


@transaction.atomic
def introduce(this: Round, table: Table) -> bool:
    """Hold the first hour that all have and introduce them; whether there was one."""
    for starts_at in common_hours(table.members, after=now() + SOONEST, weeks=WEEKS)[:HOURS_TRIED]:
        session = _held(table, starts_at)
        if session is not None:
            made = Introduction.objects.create(round=this, session=session, answer_by=starts_at - BEFORE)
            Introduced.objects.bulk_create(Introduced(introduction=made, member=one) for one in table.members)
            record("coffee.introduced", actor=None, subject=made, about=[one.pk for one in table.members])
            return True
    return False


def _held(table: Table, starts_at: datetime) -> Session | None:
    zone = table.members[0].time_zone
    local = starts_at.astimezone(ZoneInfo(zone))
    parts = {one.pk: Participation.Part.PEER for one in table.members}
    try:
        with transaction.atomic():
            return hold_meeting(
                parts,
                kind=Session.Kind.COFFEE,
                by=None,
                local_date=local.date(),
                local_time=local.time(),
                zone=zone,
            )
    except (Clash, ValidationError):
        return None
