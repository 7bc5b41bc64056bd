"""Words that keep a loop going: gentle ones to the learner, and what the two tell each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.loops.models import Loop
from peerloop.loops.queries import loops_seen_by
from peerloop.notices.message import Kind, Message, Way, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_learner(entry: Entry) -> Iterable[int]:
    return Loop.objects.filter(pk=entry.subject).values_list("learner", flat=True)


def _to_teacher(entry: Entry) -> Iterable[int]:
    return Loop.objects.filter(pk=entry.subject, teacher__isnull=False).values_list("teacher", flat=True)


def _loop(reader: Member, entry: Entry, **stage: object) -> Loop | None:
    return (
        loops_seen_by(reader)
        .filter(pk=entry.subject, release=None, apart=False, **stage)
        .select_related("learner", "teacher", "skill", "intention", "application", "feedback")
        .first()
    )


def _words(loop: Loop) -> dict[str, str]:
    return {
        "learner": loop.learner.name,
        "teacher": loop.teacher.name if loop.teacher else _("your colleague"),
        "skill": loop.skill.name,
    }


def _asked(reader: Member, entry: Entry) -> Message | None:
    loop = _loop(reader, entry, gain=None)
    if loop is None:
        return None
    return Message(
        subject=_("What did you gain? %(skill)s with %(teacher)s") % _words(loop),
        sentences=[
            _("Two lines are enough: what did you gain, and what will you try, by when?"),
            _("What is tried within a few days stays; what is not is mostly gone in a month."),
        ],
        ways=[Way(_("Write two lines"), page("loops:loop", loop.pk))],
        reason=_("You get this because your session with %(teacher)s has taken place.") % _words(loop),
    )


def _due(reader: Member, entry: Entry) -> Message | None:
    loop = _loop(reader, entry, application=None, intention__isnull=False)
    if loop is None:
        return None
    return Message(
        subject=_("Did you try it? %(skill)s") % _words(loop),
        sentences=[_("You had set out to try this by now:")],
        quote=loop.intention.text,
        ways=[Way(_("I tried it, or not yet"), page("loops:loop", loop.pk))],
        reason=_("You get this because you chose this day yourself."),
    )


def _applied(reader: Member, entry: Entry) -> Message | None:
    loop = _loop(reader, entry, feedback=None, application__isnull=False)
    if loop is None or loop.teacher_id != reader.pk:
        return None
    return Message(
        subject=_("%(learner)s has tried %(skill)s") % _words(loop),
        sentences=[
            _("A word from you closes this arc: what do you make of it? Only %(learner)s reads it.") % _words(loop)
        ],
        quote=loop.application.text,
        ways=[Way(_("Say a word, or confirm it"), page("loops:loop", loop.pk))],
        reason=_("You get this because %(learner)s learned it with you.") % _words(loop),
    )


def _answered(reader: Member, entry: Entry) -> Message | None:
    loop = _loop(reader, entry, feedback__isnull=False)
    if loop is None or loop.learner_id != reader.pk:
        return None
    return Message(
        subject=_("%(teacher)s answered: %(skill)s") % _words(loop),
        sentences=[_("One arc is left: what have you learned? Only you will read it.")],
        quote=loop.feedback.text,
        ways=[Way(_("Write two lines"), page("loops:loop", loop.pk))],
        reason=_("You get this because you told %(teacher)s what you tried.") % _words(loop),
    )


KINDS = (
    Kind(
        "loop_asked", "loop.asked", gettext_lazy("After a session: what did you gain?"), _to_learner, _asked, nudge=True
    ),
    Kind("loop_due", "loop.due", gettext_lazy("On the day you chose: did you try it?"), _to_learner, _due, nudge=True),
    Kind("loop_applied", "loop.applied", gettext_lazy("Somebody you taught has tried it"), _to_teacher, _applied),
    Kind("loop_answered", "loop.answered", gettext_lazy("The one who taught you answered"), _to_learner, _answered),
)
