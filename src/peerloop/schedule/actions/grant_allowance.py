"""Grant members minutes a week for learning, and take them back; part of the action of who grants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.schedule.models import Allowance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import Model

AT_ONCE = 2_000


@transaction.atomic
def grant_allowance(
    members: Iterable[int], *, minutes: int, starts_on: date, ends_on: date | None, source: Model
) -> None:
    """Let ``source`` grant each of the members so much; what it granted them before is replaced."""
    Allowance.objects.bulk_create(
        (
            Allowance(
                member_id=member, minutes=minutes, starts_on=starts_on, ends_on=ends_on,
                source_type=source._meta.label_lower, source=source.pk,
            )
            for member in members
        ),
        batch_size=AT_ONCE, update_conflicts=True, unique_fields=["member", "source_type", "source"],
        update_fields=["minutes", "starts_on", "ends_on"],
    )  # fmt: skip


@transaction.atomic
def take_back_allowance(source: Model, *, member: int | None = None) -> None:
    """Let ``source`` grant nothing any more, to that member or to anybody."""
    granted = Allowance.objects.filter(source_type=source._meta.label_lower, source=source.pk)
    (granted if member is None else granted.filter(member=member)).delete()


@transaction.atomic
def end_allowance(source: Model, *, on: date) -> None:
    """Let what ``source`` grants end on that day."""
    Allowance.objects.filter(source_type=source._meta.label_lower, source=source.pk).update(ends_on=on)
