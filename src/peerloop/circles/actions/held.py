"""Take a circle in hand: its sessions to come, its members and its row locked, in that order, and read fresh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.circles.models import Circle, Invitation, Meeting, Membership
from peerloop.circles.queries import memberships_of
from peerloop.circles.rules import KEPT_FOR, LEADING, free_places, looks_after, still_running, why_not_over
from peerloop.kit.clock import now
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member


@dataclass(frozen=True)
class Held:
    """The circle as it stands, and who is in it."""

    circle: Circle
    memberships: list[Membership]

    @property
    def ids(self) -> list[int]:
        """Everybody in it, by id."""
        return [one.member_id for one in self.memberships]

    @property
    def members(self) -> list[Member]:
        """Everybody in it."""
        return [one.member for one in self.memberships]

    @property
    def leading(self) -> list[Member]:
        """Who facilitates it, the first of them first."""
        return [one.member for one in self.memberships if one.part in LEADING]

    @property
    def looking_after(self) -> list[Member]:
        """Who facilitates it; while nobody does, who began it, who then lets others in and takes them out."""
        return self.leading or [one.member for one in self.memberships if one.member_id == self.circle.by_id]

    def free(self, member: Member | None = None) -> int:
        """Return how many places are left; the one that an invitation keeps is free for who is invited alone."""
        kept = Invitation.objects.filter(
            circle=self.circle, answer="", to_facilitate=False, at__gt=now() - KEPT_FOR
        ).exclude(member=member)
        return free_places(self.circle, self.memberships, kept.count())

    def of(self, member: Member) -> Membership | None:
        """Return the member's part in it."""
        return next((one for one in self.memberships if one.member_id == member.pk), None)


def hold(circle: Circle, *, also: Iterable[Member] = (), running: bool = True) -> Held:
    """Lock and return it; ``also``: who is to come in. Raises ``Over`` for a closed one unless not ``running``."""
    ahead = to_come(circle)
    list(Session.objects.select_for_update(no_key=True).filter(pk__in=ahead).order_by("pk").values_list("pk"))
    within = Membership.objects.filter(circle=circle).values_list("member", flat=True)
    there = Participation.objects.filter(session__in=ahead).values_list("member", flat=True)
    hold_members({*within, *there, *(member.pk for member in also)})
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    stands = Circle.objects.select_related("closing", "report", "thread", "skill", "programme", "by").get(pk=circle.pk)
    if running:
        still_running(stands)
    return Held(stands, memberships_of(stands))


def hold_led(circle: Circle, *, by: Member | None, also: Iterable[Member] = ()) -> Held:
    """Hold a running circle that ``by`` looks after, or the house itself (None); ``PermissionDenied`` for others.

    Raises ``ValidationError`` with the reason where nobody facilitates it and ``by`` stands above somebody in it.
    """
    held = hold(circle, also=also)
    if by is not None:
        as_leading(held, by)
    return held


def as_leading(held: Held, by: Member) -> None:
    """Refuse who does not look after the circle, as ``hold_led`` does."""
    if by.departed_at is not None or not looks_after(by, held.memberships, held.circle):
        raise PermissionDenied
    if not held.leading and (reason := why_not_over(by, held.members)):
        raise ValidationError(reason)


def hold_within(circle: Circle, *, by: Member, running: bool = True) -> Held:
    """Hold a circle that ``by`` is in; ``PermissionDenied`` for everybody else."""
    held = hold(circle, running=running)
    if by.departed_at is not None or held.of(by) is None:
        raise PermissionDenied
    return held


def to_come(circle: Circle) -> list[int]:
    """Return the ids of the circle's sessions that are still to come."""
    rows = Meeting.objects.filter(circle=circle, session__ends_at__gt=now(), session__cancellation=None)
    return list(rows.order_by("session").values_list("session", flat=True))
