"""What happens below that concerns practice lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.actions import record
from peerloop.journal.reactions import reacts_to
from peerloop.live.actions import deal_anew
from peerloop.vetting.models import TeachBack
from peerloop.vetting.queries import knowing, to_speak

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("session.joined", "session.promoted")
def share_roles(entry: Entry) -> None:
    """Of the two who listen, who was asked because they know the subject listens for what is wrong."""
    if TeachBack.objects.filter(session=entry.subject).exists():
        deal_anew(entry.subject, knowing=knowing)


@reacts_to("session.recorded")
def ask_for_remarks(entry: Entry) -> None:
    """The lesson is over: who listened and has said nothing yet is asked once."""
    for lesson in TeachBack.objects.filter(session=entry.subject, vetted=None):
        if quiet := to_speak(lesson):
            record("teach_back.held", actor=None, subject=lesson, about=quiet)
