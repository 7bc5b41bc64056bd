"""Words to those who might help with a skill that too few help with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.matchmaking.models import Appeal
from peerloop.matchmaking.queries.appeals import might_help
from peerloop.notices.message import Kind, Message, Way, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_those_near(entry: Entry) -> Iterable[int]:
    for appeal in Appeal.objects.filter(pk=entry.subject).select_related("skill", "run"):
        yield from might_help(appeal.skill, appeal.run).exclude(pk=entry.actor or 0).values_list("pk", flat=True)


def _appealed(reader: Member, entry: Entry) -> Message | None:
    """Ask, as long as the reader is near the skill and does not help with it yet."""
    appeal = Appeal.objects.filter(pk=entry.subject).select_related("skill", "run", "by").first()
    if appeal is None or not might_help(appeal.skill, appeal.run).filter(pk=reader.pk).exists():
        return None
    words = {"skill": appeal.skill.name, "learners": appeal.learners}
    sentences = [
        _("At least %(learners)s colleagues want to learn %(skill)s and have nobody to learn it from.") % words,
        _("You need not know everything: half an hour with somebody who is a step behind you helps."),
        _("You decide each time whether you have it."),
    ]
    if appeal.text and appeal.by:
        sentences.append(_("%(name)s, who organises the learning here, writes:") % {"name": appeal.by.name})
    return Message(
        subject=_("Could you help with %(skill)s?") % words,
        sentences=sentences,
        quote=appeal.text,
        ways=[Way(_("I can help with it"), page("skills:offers") + f"?skill={appeal.skill_id}")],
        reason=_("You get this because you offer something close to %(skill)s, have learned it here, or somebody has "
                 "noted down that you know it.") % words,
    )  # fmt: skip


KINDS = (
    Kind(
        "appeal_sent",
        "appeal.sent",
        gettext_lazy("Help is wanted with something you are close to"),
        _to_those_near,
        _appealed,
        nudge=True,
    ),
)
