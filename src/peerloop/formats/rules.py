"""What holds for every format, shipped or made here: each fault names the step that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.formats.shape import EVERYBODY
from peerloop.people.models import Role as Office
from peerloop.people.rules import has_role, require

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from peerloop.formats.shape import Format, Role, Step, Words
    from peerloop.people.models import Member

LONGEST_STEP, MOST_STEPS, MOST_ROLES, MOST_PEOPLE = 240, 20, 8, 500


class Fault(NamedTuple):
    """What is wrong; ``step``: the place of the step that it is in, from 0 on, or None for the whole."""

    step: int | None
    words: str


def may_make(member: Member) -> bool:
    """Whether the member may make formats of the organisation's own."""
    return has_role(member, Office.ORGANISER, Office.ADMINISTRATOR)


def as_maker(by: Member | None) -> None:
    """Refuse who may not; nobody (None) is the house itself."""
    require(by is None or may_make(by))


def check(form: Format) -> None:
    """Raise ``ValidationError`` with everything that is wrong with the format."""
    found = [*faults(form.steps, form.roles, form.minutes), *_of_the_whole(form), *role_faults(form.roles)]
    if not form.roles:
        found.append(Fault(None, _("It takes at least one role.")))
    if found:
        raise ValidationError([fault.words for fault in found])


def faults(steps: Sequence[Step], roles: Sequence[Role], minutes: int) -> list[Fault]:
    """Return what is wrong with the steps: too few or many, without words or minutes, led by nobody, not adding up."""
    codes = {role.code for role in roles} | {EVERYBODY}
    found = [fault for place, step in enumerate(steps) for fault in _of_step(place, step, codes)]
    if not 1 <= len(steps) <= MOST_STEPS:
        found.append(Fault(None, _("It takes between 1 and %(most)s steps.") % {"most": MOST_STEPS}))
    elif not found and (total := sum(step.minutes for step in steps)) != minutes:
        found.append(Fault(None, _adds_up(total, minutes)))
    return found


def named(place: int, title: Words) -> str:
    """Return what a fault calls a step: "Step 3, “Clarify”"."""
    if not title:
        return _("Step %(number)s") % {"number": place + 1}
    return _("Step %(number)s, “%(title)s”") % {"number": place + 1, "title": title}


def _of_step(place: int, step: Step, codes: Iterable[str]) -> Iterator[Fault]:
    said = {"step": named(place, step.title), "who": step.who, "most": LONGEST_STEP}
    if not step.title:
        yield Fault(place, _("%(step)s has no title.") % said)
    if step.minutes < 1:
        yield Fault(place, _("%(step)s has no minutes.") % said)
    elif step.minutes > LONGEST_STEP:
        yield Fault(place, _("%(step)s is longer than %(most)s minutes.") % said)
    if step.who not in codes:
        yield Fault(place, _("%(step)s is led by “%(who)s”, and there is no such role.") % said)
    if step.together is not None and not 1 <= step.together <= MOST_PEOPLE:
        yield Fault(place, _("%(step)s does not say how many sit together.") % said)


def _adds_up(total: int, minutes: int) -> str:
    return ngettext(
        "The steps take %(total)s minute together, and the whole is to take %(minutes)s.",
        "The steps take %(total)s minutes together, and the whole is to take %(minutes)s.",
        total,
    ) % {"total": total, "minutes": minutes}


def _of_the_whole(form: Format) -> Iterator[Fault]:
    least, most = form.people
    if not form.title:
        yield Fault(None, _("It has no title."))
    if not 2 <= least <= most <= MOST_PEOPLE:
        yield Fault(None, _("It is for at least 2 people, and for no fewer at most than at least."))


def role_faults(roles: Sequence[Role]) -> Iterator[Fault]:
    """Yield what is wrong with the roles: too many, two of one name, one without a name."""
    if len(roles) > MOST_ROLES:
        yield Fault(None, _("It takes at most %(most)s roles.") % {"most": MOST_ROLES})
    if len({role.code for role in roles}) != len(roles):
        yield Fault(None, _("Two roles have the same name."))
    if any(role.code == EVERYBODY or not role.title for role in roles):
        yield Fault(None, _("Each role has a name, and none is called “all”."))
