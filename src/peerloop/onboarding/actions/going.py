"""How it is going, in the second week; that somebody else would suit better; and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import end_pairing
from peerloop.onboarding.models import Asked, Buddy, Farewell, Going
from peerloop.onboarding.rules import Over
from peerloop.people.rules import require
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def say_how_it_goes(buddy: Buddy, *, answer: str, by: Member) -> None:
    """Keep what one of the two says, for themselves alone; it may be said anew. Raises ``Over`` after the end."""
    _running(buddy, by)
    if answer not in Going.Answer.values:
        raise ValidationError({"answer": _("Please choose one of the answers.")})
    Going.objects.update_or_create(buddy=buddy, member=by, defaults={"answer": answer, "at": now()})
    record("onboarding.going", actor=by, subject=buddy, about=[by.pk])


@transaction.atomic
def part(buddy: Buddy, *, by: Member) -> None:
    """Say that somebody else would suit better: the pairing ends without blame, and the next is proposed.

    Raises ``Over`` where it has ended already, ``PermissionDenied`` for who is not one of the two.
    """
    buddy = _running(buddy, by)
    record("onboarding.parted", actor=by, subject=buddy, about=[by.pk])
    if buddy.pairing is not None:
        end_pairing(buddy.pairing, by=by, kind="not_a_fit")


@transaction.atomic
def ask_how_it_goes(buddy: Buddy) -> None:
    """Ask the two, once."""
    hold_members([buddy.member_id, buddy.welcome.newcomer_id])
    _asked, new = Asked.objects.get_or_create(buddy=buddy, defaults={"at": now()})
    if new:
        record("onboarding.how", actor=None, subject=buddy, about=[buddy.member_id, buddy.welcome.newcomer_id])


@transaction.atomic
def see_off(buddy: Buddy) -> None:
    """The first weeks are over: the pairing ends, and both may say a word of thanks. Twice is once."""
    hold_members([buddy.member_id, buddy.welcome.newcomer_id])
    _said, new = Farewell.objects.get_or_create(buddy=buddy, defaults={"at": now()})
    if new and buddy.pairing is not None:
        end_pairing(buddy.pairing, by=None)
        record("onboarding.ended", actor=None, subject=buddy, about=[buddy.member_id, buddy.welcome.newcomer_id])


def _running(buddy: Buddy, by: Member) -> Buddy:
    """Return the buddy fresh, with a pairing that runs, under the locks of the two."""
    one = Buddy.objects.select_related("welcome").get(pk=buddy.pk)
    require(by.pk in {one.member_id, one.welcome.newcomer_id} and by.departed_at is None)
    hold_members([one.member_id, one.welcome.newcomer_id])
    fresh = Buddy.objects.select_related("welcome", "pairing__ending").get(pk=buddy.pk)
    if fresh.pairing is None or hasattr(fresh.pairing, "ending"):
        raise Over(_("This has ended already."))
    return fresh
