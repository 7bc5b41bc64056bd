"""Words that keep a loop going: gentle ones to the learner, and what the two tell each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.loops.models import Loop
from peerloop.loops.queries import loops_seen_by, read_all
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.journal.models import Entry
    from peerloop.loops.reading import Reading
    from peerloop.people.models import Member


def _to_learner(entry: Entry) -> Iterable[int]:
    return Loop.objects.filter(pk=entry.subject).values_list("learner", flat=True)


def _to_teacher(entry: Entry) -> Iterable[int]:
    return Loop.objects.filter(pk=entry.subject, teacher__isnull=False).values_list("teacher", flat=True)


@together
def _read(reader: Member, entries: list[Entry]) -> dict[int, Reading]:
    """Return the loops as the reader may know them; none that was let go or whose two are kept apart.

    A learner who goes the way alone reads of their own steps.
    """
    asked = loops_seen_by(reader).filter(pk__in=[entry.subject for entry in entries], release=None)
    return {loop.pk: loop for loop in read_all(asked, reader) if loop.other or loop.alone}


def _close(reader: Member) -> QuerySet[Loop]:
    """Loops about which there may be words: as in ``_read``, in one query."""
    return loops_seen_by(reader).filter(Q(apart=False), release=None)


def _words(loop: Reading) -> dict[str, str]:
    return {"name": loop.other.name if loop.other else "", "skill": loop.skill.name}


def _asked(reader: Member, entry: Entry) -> Message | None:
    loop = _read(reader, entry)
    if loop is None or loop.gain or loop.other is None:
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


def _confirmed(reader: Member, entry: Entry) -> Message | None:
    loop = _read(reader, entry)
    if loop is None or not loop.learning or loop.receipt is None or loop.other is None:
        return None
    return Message(
        subject=_("%(name)s confirmed that you applied it: %(skill)s") % _words(loop),
        sentences=[_("The receipt stands by what you tried; it is yours to keep.")],
        ways=[Way(_("Look at the receipt"), page("loops:loop", loop.pk))],
        reason=_("You get this because you told %(name)s what you tried.") % _words(loop),
    )


KINDS = (
    Kind(
        "loop_asked",
        "loop.asked",
        gettext_lazy("After a session: what did you gain?"),
        _to_learner,
        _asked,
        nudge=True,
        seen=_close,
    ),
    Kind(
        "loop_due",
        "loop.due",
        gettext_lazy("On the day you chose: did you try it?"),
        _to_learner,
        _due,
        nudge=True,
        seen=_close,
    ),
    Kind(
        "loop_applied",
        "loop.applied",
        gettext_lazy("Somebody you taught has tried it"),
        _to_teacher,
        _applied,
        seen=_close,
    ),
    Kind(
        "loop_answered",
        "loop.answered",
        gettext_lazy("The one who taught you answered"),
        _to_learner,
        _answered,
        channel=Channel.DIGEST,
        seen=_close,
    ),
    Kind(
        "loop_confirmed",
        "loop.confirmed",
        gettext_lazy("The one who taught you gave a receipt"),
        _to_learner,
        _confirmed,
        channel=Channel.DIGEST,
        seen=loops_seen_by,
    ),
)
