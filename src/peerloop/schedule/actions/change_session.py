"""Change what a session says of itself: title, what it is about, places, where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.actions.promote import promote
from peerloop.schedule.models import Session
from peerloop.schedule.particulars import particulars
from peerloop.schedule.queries import places_taken
from peerloop.schedule.rules import still_open, unchanged
from peerloop.schedule.whereabouts import met, whereabouts
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def change_session(
    session: Session,
    *,
    by: Member | None,
    sequence: int,
    title: str,
    about: str = "",
    capacity: int | None = None,
    way: str = "",
    place: str = "",
    link: str = "",
) -> Session:
    """Change what is said and return the session as it stands; with more places those who wait come in.

    Raises ``StaleSequence`` when the session was changed since ``sequence``, ``ValidationError`` by field, for
    fewer places than are taken too, ``PermissionDenied`` for who does not lead it.
    """
    if session.audience == Session.Audience.MADE_FOR:
        raise PermissionDenied
    stands, members = opened(session, by=by)
    unchanged(stands, sequence)
    still_open(stands, now=now())
    said = particulars(title, about, capacity)
    where = whereabouts(place, link)
    wanted = {**said, **where, "way": met(way, where)}
    taken = places_taken(stands)
    if capacity is not None and capacity < taken:
        words = _("%(taken)s have a place already. Please choose at least as many.")
        raise ValidationError({"capacity": words % {"taken": taken}})
    changed = sorted(name for name, value in wanted.items() if getattr(stands, name) != value)
    if not changed:
        return stands
    for name in changed:
        setattr(stands, name, wanted[name])
    stands.sequence += 1
    stands.save(update_fields=[*changed, "sequence"])
    index("session", [stands.pk])
    record("session.changed", actor=by, subject=stands, about=members, changed=changed)
    promote(stands)
    return stands
