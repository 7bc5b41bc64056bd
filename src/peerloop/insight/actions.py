"""Say in the sponsor pack what speaks for a programme and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.insight import rules
from peerloop.insight.models import Evidence, Means
from peerloop.journal.actions import record
from peerloop.people.rules import require
from peerloop.programmes.models import Programme
from peerloop.programmes.queries import programmes_run_by

if TYPE_CHECKING:
    from decimal import Decimal

    from peerloop.people.models import Member


@transaction.atomic
def add_evidence(programme: Programme, *, by: Member, claim: str, source: str, link: str = "") -> Evidence:
    """Add what speaks for it; the same words twice are once. Raises ``ValidationError`` by field."""
    stands = _held(programme, by=by)
    said = rules.evidence(claim, source, link)
    if same := Evidence.objects.filter(programme=stands, **said).first():
        return same
    _not_too_many(Evidence.objects.filter(programme=stands).count())
    row = Evidence.objects.create(programme=stands, by=by, **said)
    record("pack.changed", actor=by, subject=stands, about=[by.pk])
    return row


@transaction.atomic
def add_means(
    programme: Programme,
    *,
    by: Member,
    what: str,
    least: Decimal | None = None,
    most: Decimal | None = None,
    currency: str = "",
) -> Means:
    """Add what it takes; the same line twice is once. Raises ``ValidationError`` by field."""
    stands = _held(programme, by=by)
    said = rules.means(what, least, most, currency)
    if same := Means.objects.filter(programme=stands, **said).first():
        return same
    _not_too_many(Means.objects.filter(programme=stands).count())
    row = Means.objects.create(programme=stands, by=by, **said)
    record("pack.changed", actor=by, subject=stands, about=[by.pk])
    return row


@transaction.atomic
def remove_from_pack(row: Evidence | Means, *, by: Member) -> None:
    """Take a line off."""
    stands = _held(row.programme, by=by)
    if type(row)._default_manager.filter(pk=row.pk).delete()[0]:
        record("pack.changed", actor=by, subject=stands, about=[by.pk])


def _held(programme: Programme, *, by: Member) -> Programme:
    require(programmes_run_by(by).filter(pk=programme.pk).exists())
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def _not_too_many(count: int) -> None:
    if count >= rules.MOST_LINES:
        raise ValidationError(_("More than %(most)s lines nobody reads.") % {"most": rules.MOST_LINES})
