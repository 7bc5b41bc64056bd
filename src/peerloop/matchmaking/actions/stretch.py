"""Now and then one suggestion outside a member's usual field: once in a season, by lot, and never two at once."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.models import NoStretch, Stretch, StretchAnswer
from peerloop.matchmaking.queries.stretch import beyond, season_of, widely_wanted
from peerloop.matchmaking.rules import must
from peerloop.people.models import Member
from peerloop.schedule.locks import hold_members
from peerloop.skills.actions import want
from peerloop.skills.models import Level, Need, Visibility

if TYPE_CHECKING:
    from datetime import date


SEASON_DAYS = 90
FEW = 400
"""Of how many skills one is drawn, at most: the lot needs no more to be fair."""


def draw_stretches(today: date) -> int:
    """Draw for everybody whose day of the season has come and who has none of it yet; return how many were made."""
    season, day = season_of(today)
    had = Stretch.objects.filter(season=season).values("member")
    without = NoStretch.objects.values("member")
    waiting = Member.objects.present().exclude(pk__in=had).exclude(pk__in=without).order_by("pk")
    due = [member for member in waiting.iterator(chunk_size=2000) if _lot(season, member.pk) % SEASON_DAYS <= day]
    return sum(draw_stretch(member, season=season) is not None for member in due)


@transaction.atomic
def draw_stretch(member: Member, *, season: str) -> Stretch | None:
    """Draw the member's one of the season; None where they had it, want none, or nothing lies beyond their field."""
    hold_members([member.pk])
    gone = Stretch.objects.filter(member=member, season=season) or NoStretch.objects.filter(member=member)
    if gone:
        return None
    far = beyond(member, at_most=FEW)
    if not far:
        return None
    skill = far[_lot(season, member.pk, "skill") % len(far)]
    reason = Stretch.Reason.WANTED if skill in widely_wanted([skill]) else Stretch.Reason.FAR
    stretch = Stretch.objects.create(member=member, season=season, skill_id=skill, reason=reason, at=now())
    record("stretch.made", actor=None, subject=stretch, about=[member.pk])
    return stretch


@transaction.atomic
def take_stretch(stretch: Stretch, *, by: Member) -> Need:
    """Be curious: it becomes a need of first steps, for matching alone, and is answered like any other."""
    must(by.pk == stretch.member_id)
    need = Need.objects.filter(member=by, skill=stretch.skill).first() or want(
        by, skill=stretch.skill, level=Level.FIRST_STEPS, visibility=Visibility.MATCHING
    )
    _answer(stretch, StretchAnswer.Kind.TAKEN, by)
    return need


@transaction.atomic
def dismiss_stretch(stretch: Stretch, *, by: Member) -> None:
    """Put it aside; the next one comes in another season."""
    must(by.pk == stretch.member_id)
    _answer(stretch, StretchAnswer.Kind.DISMISSED, by)


@transaction.atomic
def stop_stretching(*, by: Member) -> None:
    """Suggest nothing outside the member's field any more, for good."""
    hold_members([by.pk])
    row, new = NoStretch.objects.get_or_create(member=by, defaults={"at": now()})
    if new:
        record("stretch.stopped", actor=by, subject=row, about=[by.pk])


@transaction.atomic
def stretch_again(*, by: Member) -> None:
    """Suggest something outside the member's field now and then, after all."""
    hold_members([by.pk])
    for row in NoStretch.objects.filter(member=by):
        record("stretch.resumed", actor=by, subject=row, about=[by.pk])
        row.delete()


def _answer(stretch: Stretch, kind: StretchAnswer.Kind, by: Member) -> None:
    hold_members([by.pk])
    if StretchAnswer.objects.get_or_create(stretch=stretch, defaults={"kind": kind, "at": now()})[1]:
        record(f"stretch.{kind}", actor=by, subject=stretch, about=[by.pk])


def _lot(*said: object) -> int:
    """Return a large number that is the same for the same words on every machine."""
    return int.from_bytes(hashlib.sha256(" ".join(map(str, said)).encode()).digest()[:8])
