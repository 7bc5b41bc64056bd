"""Pages of two who learn together, of rings, and of what lies outside one's field, filled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser.learning import asked

from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.matchmaking import actions
from peerloop.matchmaking.models import Place, Ring, Stretch
from peerloop.matchmaking.queries import season_of
from peerloop.matchmaking.said_by_mail import word_link
from peerloop.schedule.actions import record_ended_sessions
from peerloop.skills.actions import find_skill, offer, propose_skill

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def lived_in(alice: Member, bo: Member) -> Pairing:
    """Three weeks of learning together: a meeting behind them, goals, an agenda, notes."""
    with clock.at(now() - timedelta(days=10)):
        pairing = actions.accept(asked(alice, bo), by=bo)
        goal = actions.set_goal(pairing, text="Read a lifetime without looking it up", by=alice)
        actions.set_goal(pairing, text="Port the ledger", day=(now() + timedelta(days=60)).date(), by=alice)
        boxes = actions.add_point(pairing, text="Why the borrow checker minds", by=alice)
        actions.add_point(pairing, text="When a box is the right thing", by=bo)
    with clock.at(now() - timedelta(days=2)):
        record_ended_sessions()
        actions.tick_point(boxes, by=bo)
        actions.reach_goal(goal, by=bo)
        note = actions.write_note(pairing, text="Borrow once, and for as short as it goes.", by=bo)
        actions.change_note(note, text=f"{note.text}\n\nThe rest is habit.", version=1, by=alice)
    return pairing


def pairing_lived_in(alice: Member, bo: Member) -> str:
    return f"/pairings/{lived_in(alice, bo).pk}"


def pairing_ended(alice: Member, bo: Member) -> str:
    pairing = lived_in(alice, bo)
    actions.end_pairing(pairing, by=bo, thanks="You ask the questions that I had forgotten to ask.")
    return f"/pairings/{pairing.pk}"


def pairing_quiet(alice: Member, bo: Member) -> str:
    with clock.at(now() - timedelta(days=40)):
        pairing = actions.accept(asked(alice, bo), by=bo)
    actions.release_silent()
    return f"/pairings/{pairing.pk}"


def notebook(alice: Member, bo: Member) -> str:
    return f"/pairings/{lived_in(alice, bo).pk}/notebook"


def note(alice: Member, bo: Member) -> str:
    return f"/notes/{lived_in(alice, bo).notes.get().pk}"


def goal(alice: Member, bo: Member) -> str:
    return f"/goals/{lived_in(alice, bo).goals.get(reached=None).pk}"


def ending(alice: Member, bo: Member) -> str:
    return f"/pairings/{lived_in(alice, bo).pk}/ending"


def art(member: Member, name: str) -> Skill:
    skill = find_skill(name) or propose_skill(name, by=member)
    offer(member, skill=skill, level=4)
    return skill


def a_ring(*members: Member) -> Ring:
    """Each learns from the next one."""
    arts = dict(zip(members, (art(one, f"Art {number}") for number, one in enumerate(members, 1)), strict=True))
    round_ = Ring.objects.create(answer_by=now() + timedelta(days=5))
    for number, (learner, teacher) in enumerate(zip(members, [*members[1:], members[0]], strict=True)):
        Place.objects.create(ring=round_, number=number, learner=learner, teacher=teacher, skill=arts[teacher])
    return round_


def ring(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/rings/{a_ring(alice, bo, charlie).pk}"


def swap_formed(alice: Member, bo: Member) -> str:
    swap = a_ring(alice, bo)
    for one in (alice, bo):
        actions.join_ring(swap, by=one)
    return f"/rings/{swap.pk}"


def ring_over(alice: Member, bo: Member, charlie: Member) -> str:
    over = a_ring(alice, bo, charlie)
    actions.leave_ring(over, by=bo)
    return f"/rings/{over.pk}"


def ring_by_mail(alice: Member, bo: Member, charlie: Member) -> str:
    link = word_link(a_ring(alice, bo, charlie).pk, alice, "join")
    return link[link.index("/words/") :]


def stretch(alice: Member, bo: Member) -> str:
    singing = art(bo, "Singing")
    Stretch.objects.create(member=alice, season=season_of(now().date())[0], skill=singing)
    return "/stretch"


def pairings(alice: Member, bo: Member, charlie: Member) -> str:
    actions.end_pairing(actions.open_pairing(kind="onboarding", learner=bo, teacher=alice, by=None), by=bo)
    lived_in(alice, bo)
    a_ring(alice, bo, charlie)
    stretch(alice, charlie)
    return "/pairings"
