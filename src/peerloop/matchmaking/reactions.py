"""What happens below or beside that begins or ends something here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, Q

from peerloop.journal.outbox import enqueue
from peerloop.journal.reactions import reacts_to
from peerloop.loops.actions import ask_gain
from peerloop.matchmaking.actions import end_pairing, refresh_suggestions
from peerloop.matchmaking.actions.close import close, held
from peerloop.matchmaking.actions.end import to_come
from peerloop.matchmaking.actions.ring import release_rings_of
from peerloop.matchmaking.models import (
    Appeal,
    Ending,
    Meeting,
    NotAFit,
    Outcome,
    Pairing,
    Place,
    Request,
    Ring,
    Stretch,
    Suggestion,
)
from peerloop.matchmaking.queries import blocks_between
from peerloop.people.models import Member
from peerloop.schedule.locks import hold_members
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge, Need, Offer, Visibility

if TYPE_CHECKING:
    from peerloop.journal.models import Entry

WITH_SKILL = (Request, Pairing, Appeal, Place, NotAFit, Stretch)


@reacts_to("need.stated")
def look_at_once(entry: Entry) -> None:
    """Answer a need that was stated or changed with who could help; a ring needs a public one."""
    need = Need.objects.select_related("member", "skill").get(pk=entry.subject)
    if need.visibility != Visibility.PUBLIC:
        _let_rings_go(need=need)
    refresh_suggestions(need)


@reacts_to("need.dropped")
def no_longer_wanted(entry: Entry) -> None:
    """Take the request back that is on its way for a need that is dropped; runs that are just written wait for it."""
    _let_rings_go(need=entry.subject)
    hold_members(entry.about)
    for request in Request.objects.filter(need=entry.subject, outcome=None).select_related("learner"):
        close(held(request), Outcome.Kind.WITHDRAWN, by=request.learner)


@reacts_to("offer.withdrawn")
def no_longer_offered(entry: Entry) -> None:
    """Suggest nobody for what they help with no more."""
    for offer in Offer.everything.filter(pk=entry.subject):
        Suggestion.objects.filter(teacher=offer.member_id, need__skill=offer.skill_id).delete()
        _let_rings_go(teacher=offer.member_id, skill=offer.skill_id)


@reacts_to("skill.merged")
def follow_skill(entry: Entry) -> None:
    """Let what was asked and agreed be about the skill that a merged one is now; who found nobody may find somebody."""
    merge = Merge.objects.get(pk=entry.subject)
    for model in WITH_SKILL:
        move(merge, model._default_manager.all())
    _look_again(entry, merge.into_id)


@reacts_to("skill.unmerged")
def skill_comes_back(entry: Entry) -> None:
    """Let what was asked and agreed before the merge be about that skill again."""
    merge = Merge.objects.get(pk=entry.subject)
    for model in WITH_SKILL:
        bring_back(merge, model._default_manager.all())
    _look_again(entry, merge.gone_id, merge.into_id)


def _look_again(entry: Entry, *skills: int) -> None:
    for skill in skills:
        enqueue("matchmaking.look_again", {"skill": skill}, slot=f"{entry.pk}:{skill}")


@reacts_to("session.recorded")
def ask_what_was_gained(entry: Entry) -> None:
    """A pairing has met: its loop asks the learner."""
    for meeting in Meeting.objects.filter(session=entry.subject).select_related("pairing__loop"):
        if meeting.pairing.loop is not None:
            ask_gain(meeting.pairing.loop)


@reacts_to("session.released")
def hour_given_back(entry: Entry) -> None:
    """One of the two gave a held hour back by itself: that is their answer to the request."""
    for by in Member.objects.filter(pk=entry.actor or 0):
        for request in Request.objects.filter(session=entry.subject, outcome=None):
            withdrawn = by.pk == request.learner_id
            close(held(request), Outcome.Kind.WITHDRAWN if withdrawn else Outcome.Kind.DECLINED, by=by)


@reacts_to("loop.closed", "loop.released")
def come_full_circle(entry: Entry) -> None:
    """The loop has ended: so has its pairing, unless the two have another hour before them."""
    for pairing in Pairing.objects.filter(loop=entry.subject, ending=None):
        if not to_come(pairing).exists():
            end_pairing(pairing, by=None, kind=Ending.Kind.DONE)


@reacts_to("member.departed")
def somebody_left(entry: Entry) -> None:
    """End what the member had with others; to those it is an hour that is not possible, no more."""
    gone = entry.subject
    _let_rings_go(learner=gone)
    _part(Q(learner=gone) | Q(teacher=gone), gone, kind=Ending.Kind.DEPARTED)
    Suggestion.objects.filter(Q(teacher=gone) | Q(need__member=gone)).delete()


@reacts_to("member.blocked")
def somebody_blocked(entry: Entry) -> None:
    """End what the two had, without a word about why."""
    mine = Q(learner=entry.actor) | Q(teacher=entry.actor)
    with_both = Ring.objects.filter(outcome=None, places__learner=entry.actor)
    release_rings_of(with_both.filter(places__learner=entry.subject).order_by("pk"))
    _part(mine & Q(Exists(blocks_between())), entry.actor or 0, kind=Ending.Kind.DONE)


def _let_rings_go(**place: object) -> None:
    """Let go the open rings with such a place."""
    release_rings_of(
        Ring.objects.filter(outcome=None, pk__in=Place.objects.filter(**place).values("ring")).order_by("pk")
    )


def _part(whose: Q, member: int, *, kind: Ending.Kind) -> None:
    """End open requests and running pairings; ``member`` is the one because of whom."""
    for request in Request.objects.filter(whose, outcome=None).order_by("pk"):
        withdrawn = request.learner_id == member
        close(held(request), Outcome.Kind.WITHDRAWN if withdrawn else Outcome.Kind.DECLINED, by=None)
    for pairing in Pairing.objects.filter(whose, ending=None).order_by("pk"):
        end_pairing(pairing, by=None, kind=kind)
