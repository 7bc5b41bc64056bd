"""Write an agenda's roles and steps as rows, and deal the roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.formats.shape import KNOWING, Role, who_of
from peerloop.live.dealing import deal
from peerloop.live.models import AgendaRole, AgendaStep
from peerloop.live.queries import levels_of, times_held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from peerloop.formats.shape import Step
    from peerloop.live.models import Agenda
    from peerloop.schedule.models import Session


def lay_out(agenda: Agenda, roles: Sequence[Role], steps: Sequence[Step], held_by: Mapping[str, int]) -> None:
    """Replace the agenda's roles and steps; ``held_by``: who has which role, by its code."""
    agenda.roles.all().delete()
    agenda.steps.all().delete()
    AgendaRole.objects.bulk_create(
        AgendaRole(
            agenda=agenda,
            place=place,
            code=role.code,
            title=str(role.title),
            does=str(role.does),
            who=role.who,
            member_id=held_by.get(role.code),
        )
        for place, role in enumerate(roles)
    )
    AgendaStep.objects.bulk_create(
        AgendaStep(
            agenda=agenda,
            place=place,
            title=str(step.title),
            minutes=step.minutes,
            who=step.who,
            prompt=str(step.prompt),
            questions="\n".join(map(str, step.questions)),
            together=step.together,
        )
        for place, step in enumerate(steps)
    )


def dealt(
    session: Session,
    roles: Sequence[Role],
    turns_of: str = "",
    *,
    having: Mapping[int, int] | None = None,
    knowing: int | None = None,
) -> dict[str, int]:
    """Return who has which role; ``turns_of``: the format whose roles go round from one meeting to the next.

    ``having``: how many other roles of the session somebody has already. ``knowing``: who was asked because they know
    the subject; else those know it who offer the session's skill.
    """
    parts = sorted(session.participations.all(), key=lambda one: one.pk)
    teaching = [one.member_id for one in parts if one.part == one.Part.TEACHER]
    others = [one.member_id for one in parts if one.part != one.Part.TEACHER]
    held = times_held(turns_of, [*teaching, *others], session.starts_at) if turns_of else {}
    levels: Mapping[int, int] = {}
    if any(role.code in KNOWING for role in roles):
        levels = levels_of(session, others) if knowing is None else {knowing: 1}
    return deal([(role.code, role.who) for role in roles], teaching, others, held, having, levels)


def shapes(roles: Iterable[AgendaRole]) -> list[Role]:
    """Return the roles of an agenda as a format has them."""
    return [Role(role.code, role.title, role.does, who_of(role.who)) for role in roles]
