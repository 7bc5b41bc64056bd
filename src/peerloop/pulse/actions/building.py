"""A survey is set up, changed while nobody is asked yet, opened, or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.pulse.actions.held import held
from peerloop.pulse.masking import FEWEST_ASKED
from peerloop.pulse.models import Asked, Opening, Survey
from peerloop.pulse.queries.audience import cells
from peerloop.pulse.rules import a_survey, must_be, must_organise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from peerloop.people.models import Team
    from peerloop.programmes.models import Programme

BATCH = 2000


@transaction.atomic
def set_up_survey(
    *, by: Member, uid: UUID, title: str, kind: str, asks: Sequence[str], closes_at: datetime,
    lead: str = "", signed: bool = False, cut: str = "", teams: Iterable[Team] = (),
    programme: Programme | None = None,
) -> Survey:  # fmt: skip
    """Make a draft of a survey, for everyone where neither teams nor a programme are named.

    The same ``uid`` again is the same survey.

    Raises ``ValidationError`` by field, ``PermissionDenied`` for who does not organise.
    """
    must_organise(by)
    said = a_survey(title=title, lead=lead, kind=kind, signed=signed, asks=asks, cut=cut, closes_at=closes_at)
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if same := Survey.objects.filter(uid=uid).first():
        return same
    survey = Survey.objects.create(uid=uid, by=by, programme=programme, **said)
    survey.teams.set(() if programme else teams)
    record("survey.set_up", actor=by, subject=survey)
    return survey


@transaction.atomic
def change_survey(
    survey: Survey, *, by: Member, title: str, kind: str, asks: Sequence[str], closes_at: datetime,
    lead: str = "", signed: bool = False, cut: str = "", teams: Iterable[Team] = (),
    programme: Programme | None = None,
) -> Survey:  # fmt: skip
    """Change a draft; raises ``ValidationError`` by field, ``Over`` once it is open."""
    stands = held(survey, by=by)
    must_be(stands, "draft")
    said = a_survey(title=title, lead=lead, kind=kind, signed=signed, asks=asks, cut=cut, closes_at=closes_at)
    for name, value in (said | {"programme": programme}).items():
        setattr(stands, name, value)
    stands.save()
    stands.teams.set(() if programme else teams)
    record("survey.changed", actor=by, subject=stands)
    return stands


@transaction.atomic
def open_survey(survey: Survey, *, by: Member) -> Survey:
    """Ask all whom it is for, as they are now, and let them answer; twice is once.

    Raises ``ValidationError`` where so few would be asked that nothing could be told, or its end is too near.
    """
    stands = held(survey, by=by)
    if hasattr(stands, "opening"):
        return stands
    a_survey(
        title=stands.title, lead=stands.lead, kind=stands.kind, signed=stands.signed, asks=stands.asks,
        cut=stands.cut, closes_at=stands.closes_at,
    )  # fmt: skip
    asked = cells(stands)
    if not asked or (len(asked) < FEWEST_ASKED and not stands.signed):
        words = _(
            "It would ask %(count)s people. Of fewer than %(least)s nothing could ever be told without telling of "
            "single people: choose more teams."
        )
        raise ValidationError({"teams": [words % {"count": len(asked), "least": FEWEST_ASKED}]})
    Opening.objects.create(survey=stands, by=by)
    rows = (Asked(survey=stands, member_id=member, cell=cell[:120]) for member, cell in asked.items())
    Asked.objects.bulk_create(rows, batch_size=BATCH)
    record("survey.opened", actor=by, subject=stands)
    return stands


@transaction.atomic
def remove_survey(survey: Survey, *, by: Member) -> None:
    """Remove a draft; raises ``Over`` once it is open."""
    stands = held(survey, by=by)
    must_be(stands, "draft")
    record("survey.removed", actor=by, subject=stands)
    stands.delete()
