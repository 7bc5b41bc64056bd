"""How the company learns together: a first version that many have accepted, and a second that is being discussed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.discussion.actions import say
from peerloop.guidelines.actions import (
    accept_guidelines,
    adopt,
    ask_for_comments,
    change_draft,
    draft_guidelines,
    draft_version,
)
from peerloop.guidelines.rules import PARTS
from peerloop.kit import clock
from peerloop.people.models import Member, Role, RoleGrant

if TYPE_CHECKING:
    from datetime import datetime

ACCEPTED = 60
SAID = (
    "Could it say something about recordings? I would rather not be filmed while I guess.",
    "Under “What is confidential” there is a line about it. I would add that it is deleted after a month.",
    "And phones. Ten minutes without them would be a beginning.",
)


def adopt_guidelines(today: datetime) -> None:
    """Let an organiser adopt a version, many accept it, and some comment on the next."""
    organiser = RoleGrant.objects.filter(role=Role.ORGANISER, member__departed_at=None).order_by("pk").first()
    if organiser is None:
        return
    by, members = organiser.member, list(Member.objects.present().order_by("pk")[:ACCEPTED])
    with clock.at(today - timedelta(days=120)):
        first = draft_guidelines(by=by, template="house")
        adopt(first, by=by, on=(today - timedelta(days=113)).date())
    with clock.at(today - timedelta(days=110)):
        for member in members:
            accept_guidelines(first, by=member)
    with clock.at(today - timedelta(days=5)):
        second = draft_version(first.guidelines, by=by)
        words = {name: getattr(second, name) for name in PARTS}
        words["conduct"] = f"{words['conduct']}\n\n# Phones\n\nStay in the pocket, unless one must be reached."
        change_draft(second, by=by, title=first.guidelines.title, why="Phones", revision=1, **words)
        thread = ask_for_comments(second, by=by).thread
    for number, text in enumerate(SAID):
        with clock.at(today - timedelta(days=3, hours=-number)):
            say(thread, by=members[number * 7], text=text)
