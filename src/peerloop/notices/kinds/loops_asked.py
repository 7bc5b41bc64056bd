"""Words about who stands by a loop, and whether it was used afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.loops.links import mail_link
from peerloop.loops.models import Asking, FollowUp
from peerloop.loops.queries import askings_made_by, askings_seen_by, follow_ups_of
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member

OF_USE = timedelta(days=21)


def _to_asked(entry: Entry) -> Iterable[int]:
    return Asking.objects.filter(pk=entry.subject).values_list("member", flat=True)


def _to_asker(entry: Entry) -> Iterable[int]:
    return Asking.objects.filter(pk=entry.subject).values_list("loop__learner", flat=True)


def _to_learner(entry: Entry) -> Iterable[int]:
    return FollowUp.objects.filter(pk=entry.subject).values_list("loop__learner", flat=True)


@together
def _asking(reader: Member, entries: list[Entry]) -> dict[int, Asking]:
    """What the reader is asked."""
    askings = askings_seen_by(reader).select_related("loop__learner", "loop__skill", "loop__application")
    return askings.in_bulk([entry.subject for entry in entries])


@together
def _answered(reader: Member, entries: list[Entry]) -> dict[int, Asking]:
    """Whom the reader has asked."""
    askings = askings_made_by(reader).select_related("member", "loop__skill", "observation")
    return askings.in_bulk([entry.subject for entry in entries])


@together
def _follow_up(reader: Member, entries: list[Entry]) -> dict[int, FollowUp]:
    return follow_ups_of(reader).select_related("loop__skill").in_bulk([entry.subject for entry in entries])


def _made(reader: Member, entry: Entry) -> Message | None:
    asking = _asking(reader, entry)
    if asking is None or asking.answer:
        return None
    words = {"name": asking.loop.learner.name, "skill": asking.loop.skill.name}
    reason = _("You get this because %(name)s has named you.") % words
    ways = [Way(_("Answer"), page("loops:asking", asking.pk))]
    if asking.part == Asking.Part.TAUGHT:
        return Message(
            subject=_("Did you teach %(name)s %(skill)s?") % words,
            sentences=[
                _("%(name)s says so. With your yes you read what they gained and tried, and can answer them.") % words,
                _("A no is as good, and needs no reason."),
            ],
            reason=reason,
            ways=ways,
        )
    return Message(
        subject=_("%(name)s has tried %(skill)s, and you saw it") % words,
        sentences=[_("A word from you would help: what do you make of it? Only %(name)s reads it.") % words],
        quote=asking.loop.application.text if hasattr(asking.loop, "application") else "",
        reason=reason,
        ways=ways,
    )


def _affirmed(reader: Member, entry: Entry) -> Message | None:
    asking = _answered(reader, entry)
    if asking is None or asking.answer != Asking.Answer.YES:
        return None
    words = {"name": asking.member.name, "skill": asking.loop.skill.name}
    seen = asking.part == Asking.Part.SAW
    return Message(
        subject=(_("%(name)s, who saw it, has answered: %(skill)s") if seen else _("%(name)s stands by you: %(skill)s"))
        % words,
        sentences=[
            _("Only you two read these words.")
            if seen
            else _("%(name)s says that they taught you this, and hears when you have tried it.") % words
        ],
        quote=asking.observation.text if hasattr(asking, "observation") else "",
        reason=_("You get this because you asked %(name)s.") % words,
        ways=[Way(_("Look at the loop"), page("loops:loop", asking.loop_id))],
    )


def _declined(reader: Member, entry: Entry) -> Message | None:
    asking = _answered(reader, entry)
    if asking is None or asking.answer != Asking.Answer.NO:
        return None
    words = {"name": asking.member.name, "skill": asking.loop.skill.name}
    return Message(
        subject=_("%(name)s would rather not: %(skill)s") % words,
        sentences=[_("It takes nothing from what you learned. You can ask somebody else.")],
        reason=_("You get this because you asked %(name)s.") % words,
        ways=[Way(_("Look at the loop"), page("loops:loop", asking.loop_id))],
    )


def _used(reader: Member, entry: Entry) -> Message | None:
    asked = _follow_up(reader, entry)
    if asked is None or asked.answer:
        return None
    words = {"skill": asked.loop.skill.name, "days": asked.days}
    return Message(
        subject=_("Did you use it? %(skill)s") % words,
        sentences=[
            _("You came full circle %(days)s days ago. Have you used it since?") % words,
            _("One click is enough, and only you see the answer."),
        ],
        ways=[Way(str(answer.label), mail_link(asked, reader, answer)) for answer in FollowUp.Answer],
        reason=_("You get this because you closed this loop. We ask after 30, 60 and 90 days, and then no more."),
        not_after=asked.at + OF_USE,
    )


KINDS = (
    Kind(
        "loop_companion",
        "asking.made",
        gettext_lazy("Somebody names you as who taught it, or saw it"),
        _to_asked,
        _made,
        group="loops",
        seen=askings_seen_by,
    ),
    Kind(
        "loop_affirmed",
        "asking.affirmed",
        gettext_lazy("Somebody stands by what you learned"),
        _to_asker,
        _affirmed,
        group="loops",
        channel=Channel.DIGEST,
        seen=askings_made_by,
    ),
    Kind(
        "loop_declined",
        "asking.declined",
        gettext_lazy("Somebody would rather not say anything about it"),
        _to_asker,
        _declined,
        group="loops",
        channel=Channel.PAGE,
        seen=askings_made_by,
    ),
    Kind(
        "loop_followed_up",
        "follow_up.asked",
        gettext_lazy("30, 60 and 90 days after: did you use it?"),
        _to_learner,
        _used,
        nudge=True,
        group="loops",
        seen=follow_ups_of,
    ),
)
