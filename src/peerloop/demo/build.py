"""Make the demo company through the same actions that people use: its people, half a year of learning, and today."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.demo.circles import gather_in_circles
from peerloop.demo.coffee import drink_coffee
from peerloop.demo.exchange import change_places
from peerloop.demo.facilitation import facilitate_circles
from peerloop.demo.gatherings import gather
from peerloop.demo.guidelines import adopt_guidelines
from peerloop.demo.history import live_through
from peerloop.demo.library import fill_the_library
from peerloop.demo.loops import come_of_it
from peerloop.demo.notices import read_what_is_old
from peerloop.demo.onboarding import welcome_the_new
from peerloop.demo.pairings import live_together
from peerloop.demo.people import CAST, SEED, address, file_of_people
from peerloop.demo.present import set_the_scene
from peerloop.demo.programmes import run_programmes
from peerloop.demo.proposals import propose_topics
from peerloop.demo.pulse import ask_what_is_needed
from peerloop.demo.questions import ask_questions
from peerloop.demo.series import meet_again_and_again
from peerloop.demo.trade import ALIASES, BROADER
from peerloop.demo.vetting import practise
from peerloop.intake.actions import apply_import
from peerloop.kit import clock
from peerloop.people.actions import grant_role
from peerloop.people.models import Member
from peerloop.skills.actions import add_alias, add_broader, confirm_offer, find_skill, propose_skill
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from datetime import datetime

HALF_A_YEAR = timedelta(weeks=26)


def is_built() -> bool:
    """Whether the company is there."""
    return Member.objects.filter(email=address(CAST["learner"][0])).exists()


@transaction.atomic
def build(today: datetime) -> None:
    """Build it, the same for the same day; half a year up to ``today``, all of it or nothing."""
    chance = Random(SEED)
    start = today - HALF_A_YEAR
    with clock.at(start):
        apply_import(file_of_people(start.date()), "tidewell.csv", complete=False, by=None)
        for role in ("facilitator", "organiser", "moderator"):
            grant_role(Member.objects.get(email=address(CAST[role][0])), role, by=None)
        _name_skills()
        _say_yes(chance)
    live_through(chance, start, today)
    set_the_scene(today)
    drink_coffee(chance, today)
    come_of_it(chance, today)
    propose_topics(today)
    welcome_the_new(today)
    change_places(today)
    meet_again_and_again(today)
    gather(today)
    live_together(today)
    adopt_guidelines(today)
    practise(today)
    run_programmes(today)
    gather_in_circles(today)
    facilitate_circles(today)
    ask_what_is_needed(today)
    ask_questions(today)
    fill_the_library(today)
    read_what_is_old(today)  # the last of all


def _name_skills() -> None:
    """Give skills their other words and broader skills."""
    for name, words in ALIASES.items():
        skill = find_skill(name)
        for word in words:
            if skill:
                add_alias(skill, word, by=None)
    for name, broader in BROADER.items():
        skill = find_skill(name)
        if skill:
            above = find_skill(broader) or propose_skill(broader, by=None)
            add_broader(skill, above, by=None)


def _say_yes(chance: Random) -> None:
    """Most members have confirmed what the file says they offer; some have not signed in yet."""
    keen = {name for name, _team in CAST.values()}
    for offer in Offer.objects.select_related("member").order_by("pk"):
        if offer.member.name in keen or chance.random() < 0.9:
            confirm_offer(offer, by=offer.member)
