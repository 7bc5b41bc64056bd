"""A place in a team is offered for some weeks, and a member asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.exchange import rules
from peerloop.exchange.models import Place, PlaceOff, Reply, Rotation
from peerloop.exchange.queries import left_at, places_seen_by, rotations_between
from peerloop.exchange.rules import LINE_LENGTH, WITHIN_WEEKS, Refused, begins, is_offered, text
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import require
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from datetime import date

    from peerloop.people.models import Member


@transaction.atomic
def offer_place(*, by: Member, said: str, starts_on: date, weeks: int, days: int, seats: int = 1) -> Place:
    """Offer a place in one's own team; raises ``ValidationError`` by field (about, starts_on, weeks, days, places)."""
    require(by.departed_at is None)
    if by.team_id is None:
        raise ValidationError(_("You stand in no team here. Ask whoever keeps the list of people to add it."))
    place = Place.objects.create(
        team_id=by.team_id,
        host=by,
        about=rules.about(said),
        starts_on=rules.a_first_day(starts_on, host=by),
        weeks=rules.some_weeks(weeks),
        days=rules.days_a_week(days),
        places=rules.places(seats),
        at=now(),
    )
    record("rotation.offered", actor=by, subject=place, about=[by.pk])
    return place


@transaction.atomic
def ask_for_place(place: Place, *, by: Member, word: str = "") -> Rotation:
    """Ask for the place: the host is asked, and one's own manager. A second time returns the request that is open.

    Raises ``Refused`` for one's own team, for weeks that overlap with others one has agreed on, where no place is
    left or it is no longer offered; ``PermissionDenied`` for the host and for who does not see it.
    """
    if place.host_id == by.pk or not places_seen_by(by).filter(pk=place.pk).exists():
        raise PermissionDenied
    kept = text(word, "word", most=LINE_LENGTH, needed=False)
    place = hold_place(place)
    member = hold_members([place.host_id, by.pk])[by.pk]
    if member.team_id == place.team_id:
        raise Refused(_("This is your own team. Weeks elsewhere begin in another one."))
    before = Rotation.objects.filter(place=place, member=member).select_related("reply").order_by("-pk").first()
    if before is not None and not hasattr(before, "reply") and before.expires_at > now():
        return before
    if before is not None and hasattr(before, "reply") and before.reply.kind in {"accepted", "declined"}:
        raise Refused(_("You have asked for this place, and it was answered."))
    if not is_offered(place):
        raise Refused(_("This place is no longer offered."))
    if left_at(place) < 1:
        raise Refused(_("This place has been taken."))
    must_be_free(member, place)
    expires_at = min(now() + WITHIN_WEEKS, begins(place))
    asked = Rotation.objects.create(place=place, member=member, word=kept, asked_at=now(), expires_at=expires_at)
    concerned = {member.pk, place.host_id} | ({member.manager_id} if member.manager_id else set())
    record("rotation.asked", actor=by, subject=asked, about=concerned)
    return asked


@transaction.atomic
def take_place_off(place: Place, *, by: Member) -> None:
    """Offer the place no longer; who waits is told that it will not be, and what was agreed stays."""
    require(by.pk == place.host_id)
    place = hold_place(place)
    _off, new = PlaceOff.objects.get_or_create(place=place, defaults={"at": now()})
    if new:
        record("rotation.off", actor=by, subject=place, about=[by.pk])
        for rotation in Rotation.objects.filter(place=place, reply=None).select_related("member", "place"):
            close_rotation(rotation, Reply.Kind.DECLINED, by=by)


def close_rotation(rotation: Rotation, kind: Reply.Kind, *, by: Member | None) -> None:
    """Write down how it ended, and tell all who were asked; inside the caller's transaction.

    What ended in the same moment (a block holds the two, an offer taken back the place) stays as it ended first.
    """
    _reply, new = Reply.objects.get_or_create(rotation=rotation, defaults={"kind": kind, "by": by, "at": now()})
    if not new:
        return
    manager = rotation.member.manager_id
    concerned = {rotation.member_id, rotation.place.host_id} | ({manager} if manager else set())
    record(f"rotation.{kind.value}", actor=by, subject=rotation, about=concerned)


def must_be_free(member: Member, place: Place) -> None:
    """Raise ``Refused`` where the member has agreed on weeks elsewhere in between; under the member's lock."""
    for other in rotations_between(member, place.starts_on, place.ends_on):
        words = _("You are with %(team)s then. Weeks in two teams cannot overlap.")
        raise Refused(words % {"team": other.place.team.name})


def hold_place(place: Place) -> Place:
    """Lock the place until the transaction ends and return it fresh; before any member, always (see ``hold_day``)."""
    Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    return Place.objects.select_related("host", "team", "off").get(pk=place.pk)
