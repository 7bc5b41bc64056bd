"""What is to be reached, how far it is, and the days of the timetable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.kit.text import clean
from peerloop.programmes.actions.held import held_to_run
from peerloop.programmes.models import Amount, Milestone, Objective
from peerloop.programmes.models.aims import LONGEST_SOURCE
from peerloop.programmes.rules import BY_HAND, LARGEST_AMOUNT, MOST_AIMS, MOST_DAYS, checked, line

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme
    from peerloop.programmes.rules import Aim, Day


@transaction.atomic
def set_objective(programme: Programme, aim: Aim, *, by: Member, instead_of: Objective | None = None) -> Objective:
    """Add an objective, or put one otherwise; what was written down of it stays.

    Raises ``ValidationError`` by field.
    """
    stands = held_to_run(programme, by=by)
    said = checked(aim)
    if instead_of is None:
        places = list(stands.objectives.values_list("place", flat=True))
        if len(places) >= MOST_AIMS:
            raise ValidationError(_("More than %(most)s objectives are too many.") % {"most": MOST_AIMS})
        row = Objective.objects.create(programme=stands, place=max(places, default=-1) + 1, **said)
    else:
        Objective.objects.filter(pk=instead_of.pk, programme=stands).update(**said)
        row = Objective.objects.get(pk=instead_of.pk, programme=stands)
    record("programme.aimed", actor=by, subject=stands, about=[by.pk])
    return row


@transaction.atomic
def remove_objective(objective: Objective, *, by: Member) -> None:
    """Take an objective away with what was written down of it."""
    stands = held_to_run(objective.programme, by=by)
    if Objective.objects.filter(pk=objective.pk).delete()[0]:
        record("programme.aimed", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def note_amount(objective: Objective, *, by: Member, value: Decimal, on: date, source: str) -> Amount:
    """Write down how far an objective is and how that is known; the same day again takes the place of what stood there.

    Raises ``ValidationError`` by field, also for one that the house counts.
    """
    stands = held_to_run(objective.programme, by=by)
    if objective.measured != BY_HAND:
        raise ValidationError(_("This one is counted here; nothing is to be written down."))
    words = clean(source)
    wrong = {}
    if not words:
        wrong["source"] = _("Say how it is known, so that others can look it up.")
    elif len(words) > LONGEST_SOURCE:
        wrong["source"] = _("Please keep it to %(most)s characters.") % {"most": LONGEST_SOURCE}
    if on > now().date():
        wrong["on"] = _("That day is still to come.")
    if not value.is_finite() or abs(value) >= LARGEST_AMOUNT:
        wrong["value"] = _("This number is too large.")
    if wrong:
        raise ValidationError(wrong)
    amount, _new = Amount.objects.update_or_create(
        objective=objective, on=on, defaults={"value": value, "source": words, "by": by, "at": now()}
    )
    record("programme.noted", actor=by, subject=stands, about=[by.pk])
    return amount


@transaction.atomic
def set_day(programme: Programme, day: Day, *, by: Member) -> Milestone:
    """Add a day to the timetable; the same day and words twice are once. Raises ``ValidationError`` by field."""
    stands = held_to_run(programme, by=by)
    said = line(day)
    if same := stands.milestones.filter(**said).first():
        return same
    if stands.milestones.count() >= MOST_DAYS:
        raise ValidationError(_("More than %(most)s days are too many.") % {"most": MOST_DAYS})
    row = Milestone.objects.create(programme=stands, **said)
    record("programme.timed", actor=by, subject=stands, about=[by.pk])
    return row


@transaction.atomic
def remove_day(day: Milestone, *, by: Member) -> None:
    """Take a day off the timetable."""
    stands = held_to_run(day.programme, by=by)
    if Milestone.objects.filter(pk=day.pk).delete()[0]:
        record("programme.timed", actor=by, subject=stands, about=[by.pk])
