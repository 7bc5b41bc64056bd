"""Words that keep a loop going: gentle ones to the learner, and what the two tell each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.loops.models import Loop
from peerloop.loops.queries import loops_seen_by, read_all
from peerloop.notices.message import Kind, Message, Way, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.loops.reading import Reading
    from peerloop.people.models import Member


def _to_learner(entry: Entry) -> Iterable[int]:
    return Loop.objects.filter(pk=entry.subject).values_list("learner", flat=True)


def _to_teacher(entry: Entry) -> Iterable[int]:
    return Loop.objects.filter(pk=entry.subject, teacher__isnull=False).values_list("teacher", flat=True)


def _read(reader: Member, entry: Entry) -> Reading | None:
    """Return the loop as the reader may know it; None where it was let go or the two are kept apart."""
    loops = read_all(loops_seen_by(reader).filter(pk=entry.subject, release=None), reader)
    return loops[0] if loops and loops[0].other else None


def _words(loop: Reading) -> dict[str, str]:
    return {"name": loop.other.name if loop.other else "", "skill": loop.skill.name}


def _asked(reader: Member, entry: Entry) -> Message | None:
    loop = _read(reader, entry)
    if loop is None or loop.gain:
        return None
    return Message(
        subject=_("What did you gain? %(skill)s with %(name)s") % _words(loop),
        sentences=[
            _("Two lines are enough: what did you gain, and what will you try, by when?"),
            _("What is tried within a few days stays; what is not is mostly gone in a month."),
        ],
        ways=[Way(_("Write two lines"), page("loops:loop", loop.pk))],
        reason=_("You get this because your session with %(name)s has taken place.") % _words(loop),
    )


def _due(reader: Member, entry: Entry) -> Message | None:
    loop = _read(reader, entry)
    if loop is None or loop.intention is None or loop.application:
        return None
    return Message(
        subject=_("Did you try it? %(skill)s") % _words(loop),
        sentences=[_("You had set out to try this by now:")],
        quote=loop.intention.text,
        ways=[Way(_("I tried it, or not yet"), page("loops:loop", loop.pk))],
        reason=_("You get this because you chose this day yourself."),
    )


def _applied(reader: Member, entry: Entry) -> Message | None:
    loop = _read(reader, entry)
    if loop is None or loop.learning or loop.application is None or loop.feedback:
        return None
    return Message(
        subject=_("%(name)s has tried %(skill)s") % _words(loop),
        sentences=[
            _("A word from you closes this arc: what do you make of it? Only %(name)s reads it.") % _words(loop)
        ],
        quote=loop.application.text,
        ways=[Way(_("Say a word, or confirm it"), page("loops:loop", loop.pk))],
        reason=_("You get this because %(name)s learned it with you.") % _words(loop),
    )


def _answered(reader: Member, entry: Entry) -> Message | None:
    loop = _read(reader, entry)
    if loop is None or not loop.learning or loop.feedback is None or loop.reflection:
        return None
    return Message(
        subject=_("%(name)s answered: %(skill)s") % _words(loop),
        sentences=[_("One arc is left: what have you learned? Only you will read it.")],
        quote=loop.feedback.text,
        ways=[Way(_("Write two lines"), page("loops:loop", loop.pk))],
        reason=_("You get this because you told %(name)s what you tried.") % _words(loop),
    )


KINDS = (
    Kind(
        "loop_asked", "loop.asked", gettext_lazy("After a session: what did you gain?"), _to_learner, _asked, nudge=True
    ),
    Kind("loop_due", "loop.due", gettext_lazy("On the day you chose: did you try it?"), _to_learner, _due, nudge=True),
    Kind("loop_applied", "loop.applied", gettext_lazy("Somebody you taught has tried it"), _to_teacher, _applied),
    Kind("loop_answered", "loop.answered", gettext_lazy("The one who taught you answered"), _to_learner, _answered),
)
