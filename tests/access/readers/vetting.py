"""Practice lessons: read by who gives them and by the two peers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.access.readers.who import TWO
from tests.access.samples.registry import NOW
from tests.access.samples.vetting import a_lesson

from peerloop.kit import clock
from peerloop.schedule.models import Session
from peerloop.vetting.actions import say_remark

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "vetting.TeachBack.wish": TWO,
    "vetting.Remark.worked": TWO,
    "vetting.Remark.change": TWO,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner has practised before the pair, who has said what they saw."""
    made = a_lesson(owner, pair)
    Session.objects.filter(pk=made.session_id).update(starts_at=NOW, ends_at=NOW + timedelta(minutes=45))
    marks = dict.fromkeys(("goal", "steps", "checks", "time"), 2)
    with clock.at(NOW):
        say_remark(made, marks=marks, worked="The start", change="The end", ready=False, by=pair)
    return {"teach-backs": [made.pk], "sessions": [made.session_id]}
