"""What happens elsewhere that ends a proposal or a buddy, and lets the next be proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.journal.reactions import reacts_to
from peerloop.onboarding.actions.asking import close
from peerloop.onboarding.actions.proposing import pass_by, propose_next
from peerloop.onboarding.models import Buddy, Nomination, Welcome
from peerloop.people.rules import kept_apart

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.journal.models import Entry


@reacts_to("pairing.ended")
def look_for_the_next(entry: Entry) -> None:
    """Somebody else would suit better, or the buddy has left: the next is proposed. Who is done is done."""
    ended = Buddy.objects.filter(pairing=entry.subject).exclude(pairing__ending__kind="done")
    for buddy in ended.select_related("welcome__newcomer"):
        propose_next(buddy.welcome)


@reacts_to("member.departed")
def somebody_left(entry: Entry) -> None:
    """Nobody is looked for any more, or somebody else is; whom they were thought of for stays with nobody."""
    for welcome in Welcome.objects.filter(newcomer=entry.subject, closing=None):
        close(welcome, by=None)
    for buddy in _open().filter(member=entry.subject):
        pass_by(buddy, by=None)
        propose_next(buddy.welcome)
    Nomination.objects.filter(Q(member=entry.subject) | Q(newcomer=entry.subject)).delete()


@reacts_to("member.blocked", "member.avoided")
def kept_apart_now(entry: Entry) -> None:
    """Pass by what is open between the two, without a word about why."""
    for buddy in _open().filter(Q(member=entry.actor) | Q(welcome__newcomer=entry.actor)):
        if kept_apart(buddy.welcome.newcomer, buddy.member):
            pass_by(buddy, by=None)
            propose_next(buddy.welcome)


def _open() -> QuerySet[Buddy]:
    return Buddy.objects.filter(pairing=None, passing=None).select_related("welcome__newcomer", "member").order_by("pk")
