"""Words about guidelines: read and accept what holds, say what you think of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.guidelines.queries import accepted_at, in_force, last_accepted, these, versions_seen_by
from peerloop.guidelines.rules import state
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.guidelines.models import Version
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_the_asked(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _still_to_accept(reader: Member) -> QuerySet[Version]:
    """What the reader has accepted meanwhile asks for nothing."""
    return versions_seen_by(reader).exclude(acceptances__member=reader)


def _still_discussed(reader: Member) -> QuerySet[Version]:
    return versions_seen_by(reader).filter(adoption=None)


@together
def _read(reader: Member, entries: list[Entry]) -> dict[int, Version]:
    return these(reader, [entry.subject for entry in entries])


def _asked(reader: Member, entry: Entry) -> Message | None:
    version = _read(reader, entry)
    if version is None or in_force(version.guidelines) != version or accepted_at(reader, version):
        return None
    words = {"title": version.guidelines.title, "why": version.why}
    again = last_accepted(reader, version.guidelines) is not None
    first = _("“%(title)s” has a new version, and it holds for everybody here.") if again else _(
        "“%(title)s” says how we treat one another here, and it holds for everybody."
    )  # fmt: skip
    sentences = [first % words, _("It takes three minutes to read, and one click to accept.")]
    if version.why:
        sentences.insert(1, _("What is new: %(why)s") % words)
    address = page("guidelines:changes", version.pk) if again else page("guidelines:house")
    return Message(
        subject=_("Please read: %(title)s") % words,
        sentences=sentences,
        ways=[Way(_("See what differs, and accept") if again else _("Read and accept"), address)],
        reason=_("You get this because it holds for all who are here."),
    )


def _words_asked(reader: Member, entry: Entry) -> Message | None:
    version = _read(reader, entry)
    if version is None or state(version) != "discussed":
        return None
    words = {"title": version.guidelines.title}
    return Message(
        subject=_("What do you think? %(title)s") % words,
        sentences=[
            _("There is a draft of “%(title)s”, which is to hold for everybody here.") % words,
            _("Say what you think before it is adopted."),
        ],
        ways=[Way(_("Read the draft"), page("guidelines:version", version.pk))],
        reason=_("You get this because it is to hold for all who are here."),
    )


KINDS = (
    Kind(
        "guidelines_asked", "guidelines.asked", gettext_lazy("Guidelines to read and accept"), _to_the_asked, _asked,
        channel=Channel.DIGEST, nudge=True, seen=_still_to_accept,
    ),
    Kind(
        "guidelines_words_asked", "guidelines.words_asked", gettext_lazy("Guidelines that are being discussed"),
        _to_the_asked, _words_asked, channel=Channel.DIGEST, nudge=True, seen=_still_discussed,
    ),
)  # fmt: skip
