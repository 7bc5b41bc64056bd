"""Each day: who is new and was not asked, whose time to answer has passed, who is in the second week, who is done."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from peerloop.kit.clock import now
from peerloop.matchmaking.each import each
from peerloop.onboarding.actions.asking import close, look_for_buddy
from peerloop.onboarding.actions.going import ask_how_it_goes, see_off
from peerloop.onboarding.actions.proposing import pass_by, propose_next
from peerloop.onboarding.models import Buddy, Welcome
from peerloop.onboarding.queries.seen import waited_too_long
from peerloop.onboarding.rules import NEW, ROUND_OFF, SECOND_WEEK
from peerloop.people.models import Member
from peerloop.schedule.locks import hold_members


def welcome_newcomers() -> int:
    """Look for a buddy for each newcomer of the last thirty days for whom nobody has; return how many there were."""
    asked = Welcome.objects.filter(newcomer=OuterRef("pk"))
    new = Member.objects.present().filter(hired_on__gte=(now() - NEW).date())
    return each(list(new.filter(~Exists(asked)).order_by("pk")), lambda member: look_for_buddy(member, by=None))


def look_again() -> int:
    """Propose somebody to whoever has nobody yet; return how many were looked at."""
    there = Buddy.objects.filter(welcome=OuterRef("pk"), passing=None).filter(Q(pairing=None) | Q(pairing__ending=None))
    done = Buddy.objects.filter(welcome=OuterRef("pk"), pairing__ending__kind="done")
    without = Welcome.objects.filter(~Exists(there), ~Exists(done), closing=None, newcomer__departed_at=None)
    return each(list(without.select_related("newcomer").order_by("pk")), propose_next)


def let_lapse() -> int:
    """Pass by what was not answered within a week; return how many."""
    return each(list(waited_too_long().select_related("welcome__newcomer")), _lapse)


def second_weeks() -> int:
    """Ask those who began nine days ago how it is going; return how many pairs."""
    since = now() - SECOND_WEEK
    begun = Buddy.objects.filter(pairing__opened_at__lte=since, pairing__ending=None, asked=None)
    return each(list(begun.select_related("welcome").order_by("pk")), ask_how_it_goes)


def farewells() -> int:
    """End what began three months ago, with thanks; return how many pairs."""
    since = now() - ROUND_OFF
    begun = Buddy.objects.filter(pairing__opened_at__lte=since, pairing__ending=None)
    return each(list(begun.select_related("welcome", "pairing").order_by("pk")), see_off)


@transaction.atomic
def _lapse(buddy: Buddy) -> None:
    """Pass it by; a newcomer who never answered is left in peace, until they ask themselves."""
    hold_members([buddy.member_id, buddy.welcome.newcomer_id])
    for still in waited_too_long().filter(pk=buddy.pk).select_related("welcome__newcomer"):
        if still.acceptances.filter(member=still.welcome.newcomer_id).exists():
            pass_by(still, by=None)
            propose_next(still.welcome)
        else:
            close(still.welcome, by=None)
