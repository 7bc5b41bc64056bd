"""A swap or a ring: all say yes within the time, and each direction becomes a pairing; else it is let go, by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.open_pairing import open_pairing
from peerloop.matchmaking.actions.suggest import refresh_suggestions
from peerloop.matchmaking.each import each
from peerloop.matchmaking.models import Pairing, Place, Ring, RingOutcome, Shortfall, Suggestion, Yes
from peerloop.matchmaking.rules import RingOver, must
from peerloop.schedule.locks import hold_members
from peerloop.skills.locks import keep_skills
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member

TWO = 2


@transaction.atomic
def join_ring(ring: Ring, *, by: Member) -> Ring:
    """Say yes, for learning and for teaching; the last yes forms the ring. Return it fresh.

    A second yes changes nothing. Raises ``RingOver`` where it is over or its time has passed, ``PermissionDenied``
    for who is not in it.
    """
    held, places = _held(ring)
    own = next((place for place in places if place.learner_id == by.pk), None)
    must(own is not None and by.departed_at is None)
    if hasattr(held, "outcome") and held.outcome.kind == RingOutcome.Kind.FORMED:
        return held
    _must_be_open(held)
    assert own is not None  # noqa: S101 - held by must() above
    if Yes.objects.get_or_create(place=own, defaults={"at": now()})[1]:
        record("ring.joined", actor=by, subject=held, about=[by.pk])
    if Yes.objects.filter(place__ring=held).count() == len(places):
        _form(held, places)
    return Ring.objects.select_related("outcome").get(pk=held.pk)


@transaction.atomic
def leave_ring(ring: Ring, *, by: Member) -> None:
    """Say "not this time": the ring is let go, and nobody learns because of whom.

    Raises ``RingOver`` where it was formed meanwhile, ``PermissionDenied`` for who is not in it; one that was let go
    already is left alone.
    """
    held, places = _held(ring)
    must(any(place.learner_id == by.pk for place in places))
    if hasattr(held, "outcome") and held.outcome.kind == RingOutcome.Kind.RELEASED:
        return
    if hasattr(held, "outcome"):
        _must_be_open(held)
    _release(held, places)


@transaction.atomic
def release_ring(ring: Ring) -> None:
    """Let an open ring go; any other is left alone."""
    held, places = _held(ring)
    if not hasattr(held, "outcome"):
        _release(held, places)


def expire_rings() -> int:
    """Let go the rings for which not everybody answered in time, and return how many."""
    overdue = Ring.objects.filter(outcome=None, answer_by__lte=now()).order_by("answer_by", "pk")
    return each(list(overdue), release_ring)


def release_rings_of(rings: Iterable[Ring]) -> None:
    """Let go each of these that is open; called where something below has made it impossible."""
    for ring in rings:
        release_ring(ring)


def _held(ring: Ring) -> tuple[Ring, list[Place]]:
    """Lock the skills and everybody in the ring, and return it fresh with its places in order."""
    keep_skills()
    hold_members(ring.places.values_list("learner", flat=True))
    places = Place.objects.filter(ring=ring).select_related("learner", "teacher", "skill").order_by("number")
    return Ring.objects.select_related("outcome").get(pk=ring.pk), list(places)


def _must_be_open(ring: Ring) -> None:
    if hasattr(ring, "outcome"):
        raise RingOver(
            _("Everybody has said yes already: you are learning together.")
            if ring.outcome.kind == RingOutcome.Kind.FORMED
            else _("It will not be this time: not everybody could. You have done nothing wrong.")
        )
    if ring.answer_by <= now():
        raise RingOver(_("The time for this has passed. You have done nothing wrong."))


def _form(ring: Ring, places: list[Place]) -> None:
    """Open a pairing for each direction; where somebody has found another teacher meanwhile, let the ring go."""
    for place in places:
        if Pairing.objects.filter(learner=place.learner, skill=place.skill, ending=None).exists():
            _release(ring, places)
            return
    RingOutcome.objects.create(ring=ring, kind=RingOutcome.Kind.FORMED, at=now())
    kind = Pairing.Kind.SWAP if len(places) == TWO else Pairing.Kind.RING
    for place in places:
        open_pairing(kind=kind, learner=place.learner, teacher=place.teacher, skill=place.skill, by=None, ring=ring)
    met = [place.need_id for place in places if place.need_id is not None]
    Suggestion.objects.filter(need__in=met).delete()
    Shortfall.objects.filter(need__in=met).delete()
    record("ring.formed", actor=None, subject=ring, about=[place.learner_id for place in places])


def _release(ring: Ring, places: list[Place]) -> None:
    """Write that it is over, and look for somebody else for each."""
    RingOutcome.objects.create(ring=ring, kind=RingOutcome.Kind.RELEASED, at=now())
    said = Yes.objects.filter(place__ring=ring).values_list("place__learner", flat=True)
    record("ring.released", actor=None, subject=ring, about=list(said))
    met = [place.need_id for place in places if place.need_id is not None]
    for need in Need.objects.filter(pk__in=met, member__departed_at=None).select_related("member", "skill"):
        Suggestion.objects.filter(need=need, run=ring.run_id).delete()
        refresh_suggestions(need)
