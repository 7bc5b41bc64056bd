"""Keep an hour for a learner and a teacher until it is confirmed or given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerloop.schedule.actions.hold_meeting import hold_meeting
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def hold_session(*, by: Member | None, learner: Member, teacher: Member, skill: Skill | None, **when: Any) -> Session:
    """Hold the hour for both and return the session; ``when`` and what is raised as in ``hold_meeting``."""
    parts = {learner.pk: Participation.Part.LEARNER, teacher.pk: Participation.Part.TEACHER}
    return hold_meeting(parts, kind=Session.Kind.ONE_TO_ONE, by=by, skill=skill, **when)
