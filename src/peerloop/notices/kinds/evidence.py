"""One gentle word: you have shown it, would you offer it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.evidence.queries import gathered_of, words_seen_by
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.skills.queries.merged import ways

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def _to_member(entry: Entry) -> Iterable[int]:
    return list(entry.about)


@together
def _waiting(reader: Member, entries: list[Entry]) -> dict[int, Skill]:
    """Return what the words are about and still waits for the reader's yes; of a merged skill, the one it is now."""
    waiting = {known.skill.pk: known.skill for known in gathered_of(reader).waiting}
    into = ways()
    words = words_seen_by(reader).filter(pk__in=[entry.subject for entry in entries])
    about = {word.pk: into.get(word.skill_id, word.skill_id) for word in words}
    return {pk: waiting[skill] for pk, skill in about.items() if skill in waiting}


def _shown(reader: Member, entry: Entry) -> Message | None:
    skill = _waiting(reader, entry)
    if skill is None:
        return None
    words = {"skill": skill.name}
    return Message(
        subject=_("You have shown %(skill)s. Would you offer it?") % words,
        sentences=[
            _("What you did here lately speaks for “%(skill)s”, and you do not offer it yet.") % words,
            _("Nobody but you knows. One click offers it, another leaves it out for good."),
        ],
        ways=[Way(_("Look at what says so"), page("evidence:knowledge"))],
        reason=_("You get this because you have lately shown somebody something here. It comes once for a skill."),
    )


KINDS = (
    Kind(
        "knowledge_shown", "knowledge.shown", gettext_lazy("What you have shown, and might offer"), _to_member, _shown,
        nudge=True, group="loops", channel=Channel.DIGEST,
    ),
)  # fmt: skip  # counted by composing: whether it still waits for a yes is nothing that a guard says
