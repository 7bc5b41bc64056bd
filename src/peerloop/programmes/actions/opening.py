"""Open a programme, change what it says, and close it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import require
from peerloop.programmes.actions.allowing import allow
from peerloop.programmes.actions.held import held, held_to_run
from peerloop.programmes.actions.publishing import publish_figures
from peerloop.programmes.actions.setting_up import known
from peerloop.programmes.models import Closing, Opening, Programme
from peerloop.programmes.queries import overlapping, programmes_run_by
from peerloop.programmes.rules import Overlaps, not_closed, particulars
from peerloop.schedule.actions import end_allowance
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member

OWN = ("title", "why", "starts_on", "ends_on", "join_by", "allowance")
DATES = {"starts_on", "ends_on"}


@transaction.atomic
def open_programme(programme: Programme, *, by: Member, anyway: bool = False) -> None:
    """Let those it is for see and join it; twice is once.

    Raises ``Overlaps`` where another open programme for some of the same people has a day in common with it, unless
    ``anyway``; ``ValidationError`` on "ends_on" where its last day has passed, ``Over`` for a closed one,
    ``PermissionDenied`` for who does not run it.
    """
    stands = held_to_run(programme, by=by)
    if hasattr(stands, "opening"):
        return
    if stands.ends_on and stands.ends_on < now().date():
        raise ValidationError({"ends_on": _("Its last day is over. Give it another before you open it.")})
    if not anyway and (others := overlapping(stands)):
        raise Overlaps(others)
    stands.opening = Opening.objects.create(programme=stands, by=by)
    publish_figures(stands)
    index("programme", [stands.pk])
    told = {stands.sponsor_id, *stands.organisers.values_list("member", flat=True)} - {None, by.pk}
    record("programme.opened", actor=by, subject=stands, about=[pk for pk in told if pk])


@transaction.atomic
def change_programme(programme: Programme, *, by: Member, **said: Any) -> Programme:
    """Change what it says of itself: any of its own fields, "sponsor", "teams", "formats", "asks_teach_back".

    Who takes part stays, also where they are no longer among those it is for. Raises ``ValidationError`` by field,
    ``Over`` for a closed one, ``PermissionDenied`` for who does not run it.
    """
    stands = held_to_run(programme, by=by)
    before = {name: getattr(stands, name) for name in OWN}
    values = particulars(before | {name: said[name] for name in OWN if name in said})
    values |= {name: said[name] for name in ("sponsor", "asks_teach_back", "guidelines") if name in said}
    if "formats" in said:
        values["formats"] = known(said["formats"])
    for name, value in values.items():
        setattr(stands, name, value)
    stands.save(update_fields=list(values))
    if "teams" in said:
        stands.teams.set(said["teams"])
    if hasattr(stands, "opening"):
        allow(stands)
    index("programme", [stands.pk])
    moved = hasattr(stands, "opening") and any(before[name] != getattr(stands, name) for name in DATES)
    record("programme.moved" if moved else "programme.changed", actor=by, subject=stands, about=[by.pk])
    return stands


@transaction.atomic
def close_programme(programme: Programme, *, by: Member | None) -> None:
    """Close it, or (None) let the house close what has passed its last day; twice is once.

    Its last figures are published, and the time that it granted ends. A draft is closed as well: it is gone from the
    list, not from the house. Raises ``PermissionDenied`` for who does not run it.
    """
    require(by is None or programmes_run_by(by).filter(pk=programme.pk).exists())
    stands = held(programme)
    if hasattr(stands, "closing"):
        return
    not_closed(stands)
    if hasattr(stands, "opening"):
        publish_figures(stands, on=now().date())
    Closing.objects.create(programme=stands, by=by)
    end_allowance(stands, on=now().date())
    index("programme", [stands.pk])
    record("programme.closed", actor=by, subject=stands, about=[stands.owner_id] if stands.owner_id else [])


def close_ended() -> int:
    """Close what has passed its last day, each in its own transaction; return how many those are."""
    ended = Programme.objects.filter(opening__isnull=False, closing=None, ends_on__lt=now().date()).order_by("pk")
    some = list(ended)
    for programme in some:
        close_programme(programme, by=None)
    return len(some)
