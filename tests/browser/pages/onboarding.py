"""Buddies for the first weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from tests.browser.pages.page import Page

from peerloop.kit import clock
from peerloop.onboarding.actions import (
    add_task,
    farewells,
    look_for_buddy,
    need_none,
    nominate,
    say_how_it_goes,
    say_yes,
    second_weeks,
    tick,
)
from peerloop.onboarding.links import mail_link
from peerloop.onboarding.models import Buddy, Task
from peerloop.people.actions import update_profile

if TYPE_CHECKING:
    from peerloop.people.models import Member


def a_proposal(alice: Member, bo: Member) -> Buddy:
    update_profile(bo, by=None, hired_on=date(2020, 1, 1), place="Lisbon", languages=["en"])
    update_profile(alice, by=None, hired_on=clock.now().date(), place="Lisbon", languages=["en"])
    look_for_buddy(alice, by=None)
    return Buddy.objects.get()


def agreed(alice: Member, bo: Member) -> Buddy:
    buddy = a_proposal(alice, bo)
    for member in (alice, bo):
        say_yes(buddy, by=member)
    return Buddy.objects.select_related("welcome").get()


def proposed(alice: Member, bo: Member) -> str:
    a_proposal(alice, bo)
    return "/onboarding"


def closed(alice: Member, bo: Member) -> str:
    proposed(alice, bo)
    need_none(alice)
    return "/onboarding"


def nobody(alice: Member) -> str:
    look_for_buddy(alice, by=alice)
    return "/onboarding"


def over(alice: Member, bo: Member) -> str:
    with clock.at(clock.now() - timedelta(weeks=14)):
        agreed(alice, bo)
    farewells()
    return "/onboarding"


def plan(alice: Member, bo: Member) -> str:
    with clock.at(clock.now() - timedelta(days=10)):
        buddy = agreed(alice, bo)
    for task in Task.objects.all()[:3]:
        tick(task, done=True, by=alice)
    add_task(buddy.welcome, week=2, text="Look at the workshop", by=bo)
    second_weeks()
    return f"/onboarding/plans/{buddy.pairing_id}"


def plan_slow(alice: Member, bo: Member) -> str:
    address = plan(alice, bo)
    say_how_it_goes(Buddy.objects.get(), answer="slowly", by=alice)
    return address


def task(alice: Member, bo: Member) -> str:
    plan(alice, bo)
    return f"/onboarding/tasks/{Task.objects.latest('pk').pk}"


def newcomers(alice: Member, bo: Member, dana: Member) -> str:
    a_proposal(alice, bo)
    nominate(alice, member=bo, by=dana)
    for member in (alice, bo):
        say_yes(Buddy.objects.get(), by=member)
    return "/onboarding/newcomers"


def newcomer(alice: Member, bo: Member, dana: Member) -> str:
    a_proposal(alice, bo)
    return f"/onboarding/newcomers/{alice.pk}?q=bo"


def from_the_mail(alice: Member, bo: Member) -> str:
    return mail_link(a_proposal(alice, bo), alice, "acceptance").removeprefix(settings.PEERLOOP_URL)


PAGES = [
    Page("buddy-new", "alice", "/onboarding"),
    Page("buddy-proposed", "alice", proposed),
    Page("buddy-asked", "bo", proposed),
    Page("buddy-nobody", "alice", nobody),
    Page("buddy-closed", "alice", closed),
    Page("buddy-over", "alice", over),
    Page("buddy-plan", "alice", plan),
    Page("buddy-plan-slow", "alice", plan_slow),
    Page("buddy-task", "alice", task),
    Page("buddy-newcomers-none", "alice", "/onboarding/newcomers"),
    Page("buddy-newcomers", "dana", newcomers),
    Page("buddy-newcomer", "dana", newcomer),
    Page("buddy-from-the-mail", None, from_the_mail),
]
