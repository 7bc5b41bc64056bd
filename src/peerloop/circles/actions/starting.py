"""Start a circle, and change what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions.held import hold_led
from peerloop.circles.models import Circle, Membership
from peerloop.circles.queries import programmes_to_choose
from peerloop.circles.rules import MOST_RUNNING, PART, particulars
from peerloop.discussion.actions import open_thread, seat
from peerloop.formats.queries import format_by
from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.search.actions import index
from peerloop.vetting.queries import may_facilitate

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from peerloop.programmes.models import Programme
    from peerloop.skills.models import Skill

WIDER = (Circle.Openness.HIDDEN, Circle.Openness.PRIVATE, Circle.Openness.OPEN)


@transaction.atomic
def start_circle(
    *,
    by: Member,
    title: str,
    goal: str,
    openness: str = Circle.Openness.OPEN,
    skill: Skill | None = None,
    format: str = "",  # noqa: A002 - the field's own name
    most: int = 8,
    programme: Programme | None = None,
    uid: UUID | None = None,
) -> Circle:
    """Start a circle and return it; ``by`` is in it, and facilitates it where they have passed the course.

    ``uid`` is the form's: sending it twice starts once. Raises ``ValidationError`` by field, ``PermissionDenied`` for
    who has left.
    """
    if by.departed_at is not None:
        raise PermissionDenied
    said = particulars(title, goal, openness=openness, most=most)
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if uid and (there := Circle.objects.filter(uid=uid).first()):
        if there.by_id != by.pk:
            raise PermissionDenied
        return there
    if Circle.objects.filter(by=by, closing=None).count() >= MOST_RUNNING:
        raise ValidationError(_("You have started many circles that are still running. Close one of them first."))
    if programme is not None and not programmes_to_choose(by).filter(pk=programme.pk).exists():
        raise ValidationError({"programme": _("Choose a programme that is open, and in which you take part.")})
    more = {"skill": skill, "programme": programme, "format": a_format(format)}
    circle = opened(by=by, uid=uid or uuid4(), **more, **said)
    part = PART.FACILITATOR if may_facilitate(by) else PART.MEMBER
    take_in(circle, {by: part}, by=by)
    record("circle.started", actor=by, subject=circle, about=[by.pk])
    return circle


@transaction.atomic
def change_circle(
    circle: Circle, *, by: Member, title: str, goal: str, openness: str, most: int, **more: Any
) -> Circle:
    """Say otherwise what it is and who can come in, and return it; ``more``: ``skill`` and ``format``.

    What was open to everybody and is no longer is found by nobody from then on; the other way there is none once
    somebody else is in it, who came because others do not find it. Raises ``ValidationError`` by field,
    ``PermissionDenied`` for who does not look after it, ``Over`` for a closed one.
    """
    held = hold_led(circle, by=by)
    taken = sum(one.part == PART.MEMBER for one in held.memberships)
    said = particulars(title, goal, openness=openness, most=most, taken=taken)
    said |= {"skill": more.get("skill"), "format": a_format(more.get("format", ""))}
    stands = held.circle
    if WIDER.index(said["openness"]) > WIDER.index(stands.openness) and held.ids != [by.pk]:
        words = _("Those in it came because others do not find it, so it stays so. Start another one, and invite them.")
        raise ValidationError({"openness": words})
    for name, value in said.items():
        setattr(stands, name, value)
    stands.save(update_fields=list(said))
    index("circle", [stands.pk])
    record("circle.changed", actor=by, subject=stands, about=held.ids)
    return stands


def opened(**said: Any) -> Circle:
    """Make the row and its thread; nobody is in it yet."""
    circle = Circle.objects.create(thread=open_thread(by=said.get("by")), **said)
    index("circle", [circle.pk])
    return circle


def take_in(circle: Circle, parts: dict[Member, Membership.Part], *, by: Member | None) -> None:
    """Let members in, each with a part and a seat in the thread; who facilitates moderates it."""
    Membership.objects.bulk_create(Membership(circle=circle, member=one, part=part) for one, part in parts.items())
    for moderates in (False, True):
        some = [one for one, part in parts.items() if (part != PART.MEMBER) is moderates]
        if some:
            seat(circle.thread, some, by=by, moderates=moderates)


def a_format(code: str) -> str:
    """Return the format's code, empty for none; raises ``ValidationError`` for one that there is not."""
    if code and format_by(code) is None:
        raise ValidationError({"format": _("There is no such format any more. Please choose another one.")})
    return code
