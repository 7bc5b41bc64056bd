"""Form circles of everybody who wants some skills: asked for, computed by the worker as a draft, then made."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions.starting import a_format
from peerloop.circles.models import MOST, Circle, Discard, Forming, Making
from peerloop.circles.queries import programmes_to_choose
from peerloop.circles.rules import LEAST
from peerloop.circles.states import State, state
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.people.models import Member, Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from peerloop.programmes.models import Programme
    from peerloop.skills.models import Skill

MOST_SKILLS = 200


@transaction.atomic
def form_circles(
    *,
    by: Member,
    skills: Iterable[Skill],
    least: int = 4,
    most: int = 8,
    of_a_team: int = 2,
    minutes: int = 60,
    led: bool = False,
    openness: str = Circle.Openness.OPEN,
    format: str = "",  # noqa: A002 - the field's own name
    programme: Programme | None = None,
    uid: UUID | None = None,
) -> Forming:
    """Ask the worker for a draft of circles about these skills, and return it; nobody else hears of it yet.

    ``uid`` is the form's: sending it twice asks once. Raises ``ValidationError`` by field, ``PermissionDenied`` for
    who does not organise.
    """
    if not has_role(by, Role.ORGANISER, Role.ADMINISTRATOR):
        raise PermissionDenied
    some = list({skill.pk: skill for skill in skills}.values())
    _fits(some, least, most, of_a_team, minutes, openness)
    if programme is not None and not programmes_to_choose(by).filter(pk=programme.pk).exists():
        raise ValidationError({"programme": _("Choose a programme that is open.")})
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if uid and (there := Forming.objects.filter(uid=uid).first()):
        if there.by_id != by.pk:
            raise PermissionDenied
        return there
    forming = Forming.objects.create(
        uid=uid or uuid4(), least=least, most=most, of_a_team=of_a_team, minutes=minutes, led=led, openness=openness,
        format=a_format(format), programme=programme, by=by, at=now(),
    )  # fmt: skip
    forming.skills.set(some)
    enqueue("circles.form", {"forming": forming.pk})
    record("forming.asked", actor=by, subject=forming, about=[by.pk])
    return forming


@transaction.atomic
def make_circles(forming: Forming, *, by: Member) -> Making:
    """Let the draft become circles: the worker makes them one by one. Twice is once.

    Raises ``ValidationError`` for what is no draft, ``PermissionDenied`` for who does not organise.
    """
    stands = _held(forming, by)
    if hasattr(stands, "making"):
        return stands.making
    if state(stands) is not State.DRAFT:
        raise ValidationError(_("This draft can no longer be made."))
    if stands.programme is not None and hasattr(stands.programme, "closing"):
        raise ValidationError(_("The programme is closed, so nobody is invited into circles of it any more."))
    if not stands.drafts.exists():
        raise ValidationError(_("There is no circle in this draft. Change what you ask for, and form anew."))
    making = Making.objects.create(forming=stands, by=by, at=now())
    enqueue("circles.make", {"forming": stands.pk})
    record("forming.decided", actor=by, subject=stands, about=[by.pk])
    return making


@transaction.atomic
def discard_forming(forming: Forming, *, by: Member) -> None:
    """Throw the draft away, or stop what is under way; twice is once. Raises as ``make_circles`` does."""
    stands = _held(forming, by)
    if hasattr(stands, "making"):
        raise ValidationError(_("The circles are made. Each of them can be closed by who looks after it."))
    _row, new = Discard.objects.get_or_create(forming=stands, defaults={"by": by, "at": now()})
    if new:
        stands.drafts.all().delete()
        stands.left_out.all().delete()
        record("forming.discarded", actor=by, subject=stands, about=[by.pk])


def _held(forming: Forming, by: Member) -> Forming:
    if not has_role(by, Role.ORGANISER, Role.ADMINISTRATOR):
        raise PermissionDenied
    Forming.objects.select_for_update(no_key=True).get(pk=forming.pk)
    return Forming.objects.select_related("making", "discard").get(pk=forming.pk)


def _fits(skills: list[Skill], least: int, most: int, of_a_team: int, minutes: int, openness: str) -> None:
    """Refuse by field what makes no circle."""
    wrong = {}
    if not skills:
        wrong["skills"] = _("Name at least one skill.")
    elif len(skills) > MOST_SKILLS:
        wrong["skills"] = _("Please keep it to %(most)s skills at once.") % {"most": MOST_SKILLS}
    if not LEAST <= least <= MOST:
        wrong["least"] = _("A circle takes at least two: one alone is no circle.")
    if not least <= most <= MOST:
        wrong["most"] = _("Not fewer than at least, and at most %(most)s.") % {"most": MOST}
    if of_a_team < 1:
        wrong["of_a_team"] = _("At least one of a team.")
    if not 15 <= minutes <= 240:
        wrong["minutes"] = _("Between 15 and 240 minutes.")
    if openness not in Circle.Openness.values:
        wrong["openness"] = _("Please choose who can come in.")
    if wrong:
        raise ValidationError(wrong)
