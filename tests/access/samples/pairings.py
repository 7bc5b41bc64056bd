"""Goals, agendas, notebooks, rings, and what lies outside one's field."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.access.samples.matchmaking import a_pairing_of
from tests.access.samples.registry import NOW, sample
from tests.access.samples.skills import a_skill

from peerloop.kit.tokens import sign
from peerloop.matchmaking import actions
from peerloop.matchmaking.models import Place, Ring, Stretch
from peerloop.matchmaking.said_by_mail import PURPOSE
from peerloop.skills.actions import offer

if TYPE_CHECKING:
    from peerloop.people.models import Member


@sample("goal")
def a_goal(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has set a goal with the other."""
    goal = actions.set_goal(a_pairing_of(owner, other), text="Read a lifetime", by=owner)
    return {"pk": goal.pk, "post": {"text": "Write one"}}


@sample("point")
def a_point(owner: Member, other: Member) -> dict[str, Any]:
    """The owner wants to talk about something with the other."""
    return {"pk": actions.add_point(a_pairing_of(owner, other), text="Boxes", by=owner).pk}


@sample("notebook")
def a_notebook(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has written in the notebook of the two."""
    pairing = a_pairing_of(owner, other)
    actions.write_note(pairing, text="Borrow once", by=owner)
    return {"pk": pairing.pk, "post": {"text": "Borrow twice", "version": 1}}


@sample("note")
def a_note(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has begun a note."""
    note = actions.write_note(a_pairing_of(owner, other), text="Borrow once", by=owner)
    return {"pk": note.pk, "post": {"text": "Borrow twice", "version": 1}}


@sample("matchmaking:thanks")
def an_ended_pairing(owner: Member, other: Member) -> dict[str, Any]:
    """The two have come to the end."""
    pairing = a_pairing_of(owner, other)
    actions.end_pairing(pairing, by=other)
    return {"pk": pairing.pk, "post": {"text": "Thank you"}}


def a_swap_of(owner: Member, other: Member) -> Ring:
    """The owner and the other are asked whether they would swap."""
    ring = Ring.objects.create(answer_by=NOW + timedelta(days=7))
    for number, (learner, teacher) in enumerate(((owner, other), (other, owner))):
        Place.objects.create(ring=ring, number=number, learner=learner, teacher=teacher, skill=a_skill(teacher))
    return ring


@sample("ring")
def a_ring(owner: Member, other: Member) -> dict[str, Any]:
    """The owner and the other may swap."""
    return {"pk": a_swap_of(owner, other).pk}


@sample("matchmaking:word")
def a_word(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they say yes to a swap."""
    return {"token": sign(PURPOSE, about=a_swap_of(owner, other).pk, member=owner.pk, says="join")}


@sample("stretch")
def a_stretch(owner: Member, other: Member) -> dict[str, Any]:
    """Something outside the owner's field, which the other offers."""
    Stretch.objects.filter(member=owner).delete()
    skill = a_skill(other)
    offer(other, skill=skill, level=4)
    return {"pk": Stretch.objects.create(member=owner, season="2026-Q4", skill=skill).pk}
