"""Plan the circle's next meetings: sessions of the schedule, laid out after the circle's format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions.attending import come
from peerloop.circles.actions.held import hold_led
from peerloop.circles.models import Meeting
from peerloop.formats.queries import format_by
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions import set_agenda
from peerloop.schedule.actions import announce_session
from peerloop.schedule.models import Session
from peerloop.schedule.rules import within_a_year
from peerloop.vetting.queries import has_vetted_offer

if TYPE_CHECKING:
    from datetime import time
    from uuid import UUID

    from peerloop.circles.actions.held import Held
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member

MOST_AT_ONCE = 12


@dataclass(frozen=True)
class Planned:
    """The sessions, who has something else at one of them, which dates could not be, with why; and whose week is full.

    Those in ``full`` were not asked to come to one of them.
    """

    sessions: list[Session]
    busy: list[Member]
    refused: list[tuple[date, str]]
    full: list[Member]


@transaction.atomic
def plan_meeting(
    circle: Circle,
    *,
    by: Member,
    local_date: date,
    local_time: time,
    minutes: int,
    place: str = "",
    link: str = "",
    about: str = "",
    times: int = 1,
    weeks: int = 1,
    anyway: bool = False,
    uid: UUID | None = None,
) -> Planned:
    """Plan a meeting, or ``times`` of them ``weeks`` apart, by the wall clock of ``by``, and say which could not be.

    Led by who facilitates, and ``by``; everybody in the circle has a place, and whoever has something else then is
    invited; whose weekly hours it would overrun is not asked, unless ``anyway``. ``uid`` is the form's: sending it
    twice plans once. Raises ``Clash`` and other ``ValidationError`` by field where not one of them can be,
    ``PermissionDenied`` for who does not look after the circle, ``Over``.
    """
    held = hold_led(circle, by=by)
    if len(held.memberships) < 2:
        raise ValidationError(_("You are alone in this circle. Invite somebody first: a meeting takes two."))
    _vetted(held)
    if not (1 <= times <= MOST_AT_ONCE and 1 <= weeks <= 4):
        raise ValidationError({"times": _("At most %(most)s meetings at once.") % {"most": MOST_AT_ONCE}})
    within_a_year(local_date, now=now())
    first = uid or uuid4()
    planned = Planned([], [], [], [])
    for number in range(times):
        day = local_date + timedelta(weeks=number * weeks)
        when = {"local_date": day, "local_time": local_time, "zone": by.time_zone, "minutes": minutes}
        where = {"place": place, "link": link, "about": about}
        try:
            with transaction.atomic():
                session, busy, full = _one(held, by, uuid5(first, str(number)), anyway=anyway, **when, **where)
        except ValidationError as refused:
            if times == 1:
                raise
            planned.refused.append((day, " ".join(refused.messages)))
            continue
        planned.sessions.append(session)
        planned.busy.extend(one for one in busy if one not in planned.busy)
        planned.full.extend(one for one in full if one not in planned.full)
    if not planned.sessions:
        raise ValidationError(planned.refused[0][1])
    return planned


def _vetted(held: Held) -> None:
    """Refuse where the circle's programme asks for a teach-back, and nobody in it has given one about its skill.

    One that is over asks for nothing.
    """
    circle = held.circle
    if circle.programme is None or not circle.programme.asks_teach_back or circle.skill is None:
        return
    if hasattr(circle.programme, "closing"):
        return
    if not any(has_vetted_offer(one, circle.skill) for one in held.members):
        words = _(
            "The programme “%(title)s” asks for a practice lesson first: somebody in the circle gives one about "
            "%(skill)s before two peers."
        )
        raise ValidationError(words % {"title": circle.programme.title, "skill": circle.skill.name})


def _one(
    held: Held, by: Member, uid: UUID, *, anyway: bool, **when: object
) -> tuple[Session, list[Member], list[Member]]:
    """Announce one meeting, let everybody come, and lay it out after the circle's format; see ``come``."""
    if there := Meeting.objects.filter(session__uid=uid).select_related("session").first():
        return there.session, [], []
    circle, leading = held.circle, {one.pk: one for one in [*held.leading, by]}
    session = announce_session(
        kind=Session.Kind.CIRCLE, audience=Session.Audience.INVITED, title=circle.title, by=by, skill=circle.skill,
        teachers=list(leading.values()), uid=uid, **when,  # type: ignore[arg-type]
    )  # fmt: skip
    Meeting.objects.create(circle=circle, session=session)
    others = [one for one in held.members if one.pk not in leading]
    busy, full = come(session, others, anyway=anyway)
    form = format_by(circle.format) if circle.format else None
    if form is not None:
        set_agenda(session, form, by=by)
    record("circle.meeting_planned", actor=by, subject=circle, about=held.ids)
    return session, busy, full
