"""Thanks and contributions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.access.readers.who import OWNER, TWO
from tests.access.samples.registry import NOW
from tests.access.samples.skills import a_skill

from peerloop.loops import actions as loops
from peerloop.loops.models import Asking
from peerloop.recognition.actions import thank

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "recognition.Kudos.text": TWO,
    "recognition.Contribution.note": OWNER,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner thanks the other, and has seen how they applied something."""
    thank(pair, by=owner, text="Thank you", skill=a_skill(pair))
    loop = loops.begin_loop(by=pair, skill=a_skill(pair))
    loops.say_gain(loop, by=pair, gain="How", intention="Try", by_when=(NOW + timedelta(days=3)).date())
    loops.say_applied(loop, by=pair, text="I did")
    asking = loops.ask_companion(loop, by=pair, member=owner, part=Asking.Part.SAW)
    loops.say_seen(asking, by=owner, text="I saw it")
    return {}
