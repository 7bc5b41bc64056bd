"""Ask those who might help with a skill that too few help with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.models import Appeal
from peerloop.matchmaking.queries.appeals import calls_of, might_help
from peerloop.matchmaking.rules import NotPossible, line, must
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Run
    from peerloop.people.models import Member


class NoAppeal(NotPossible):
    """Nobody can be asked about this skill now; the message says why."""


@transaction.atomic
def send_appeal(run: Run, skill: Skill, *, text: str, by: Member) -> Appeal:
    """Ask whoever might help with ``skill``, of which the run found too little; ``notices`` writes to them.

    Raises ``NoAppeal`` where the run says nothing of the skill, one went out within a fortnight, or nobody is near
    enough; ``BadLine``, ``PermissionDenied``.
    """
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    said = line(text)
    skill = Skill.objects.select_for_update(no_key=True).get(pk=skill.pk)  # two clicks wait here for each other
    call = next((call for call in calls_of(run) if call.skill == skill), None)
    if call is None:
        raise NoAppeal(_("This run does not say that more teachers of this skill would serve five learners or more."))
    if call.sent is not None:
        raise NoAppeal(_("An appeal about this skill went out within the last two weeks. Let it work first."))
    if not might_help(skill, run).exclude(pk=by.pk).exists():
        raise NoAppeal(_("Nobody here is near enough to this skill to be asked."))
    appeal = Appeal.objects.create(
        skill=skill, run=run, teachers=call.teachers, learners=call.learners, text=said, by=by, at=now()
    )
    record("appeal.sent", actor=by, subject=appeal)
    return appeal
