"""Facilitation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.circles.actions import join_circle, name_facilitator, start_circle
from peerloop.discussion.actions import hide, say
from peerloop.facilitation.actions import check_lines, close_referral, hand_over, keep_remark, prompt, refer
from peerloop.facilitation.models import Quiet, Succession
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.people.actions import update_profile
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.facilitation.models import Referral
    from peerloop.people.models import Member


def _passes(*members: Member) -> None:
    for member in members:
        take_check({one.code: one.right for one in QUESTIONS}, by=member)


def _circle(alice: Member, bo: Member, charlie: Member) -> Circle:
    """Alice facilitates; Bo has handed it over to her."""
    _passes(alice, bo)
    made = start_circle(
        by=bo, title="Reading old compilers together", goal="Each of us explains one pass to the others."
    )
    for member in (alice, charlie):
        join_circle(made, by=member)
    name_facilitator(made, alice, by=bo, co=True)
    hand_over(made, alice, by=bo, note="Charlie reads faster than he says. Let him go second.")
    return made


def a_desk(alice: Member, bo: Member, charlie: Member) -> str:
    circle = _circle(alice, bo, charlie)
    keep_remark(circle, by=alice, text="Ask Bo about the second pass.")
    say(circle.thread, by=bo, text="I have read the first half, and **do not** see what the second table is for.")
    hide(say(circle.thread, by=charlie, text="Nonsense"), by=alice, reason="Not to one another.")
    Quiet.objects.create(circle=circle, member=charlie, answer="tell", word="I listen; all is well.")
    return f"/facilitate/circles/{circle.pk}"


def begun(alice: Member, bo: Member, charlie: Member) -> str:
    circle = _circle(alice, bo, charlie)
    prompt(circle, by=alice, kind="kick_off", text="Welcome!")
    return f"/facilitate/circles/{circle.pk}?say=goal"


def desks(alice: Member, bo: Member, charlie: Member) -> str:
    _circle(alice, bo, charlie)
    return "/facilitate"


def handing_over(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/facilitate/circles/{_circle(alice, bo, charlie).pk}/handing-over"


def _referral(alice: Member, bo: Member, charlie: Member) -> Referral:
    circle = _circle(alice, bo, charlie)
    post = say(circle.thread, by=bo, text="You would not understand it.")
    return refer(circle, by=alice, why="The second time, after a word with him.", post=post)


def referring(alice: Member, bo: Member, charlie: Member, moderator: Member) -> str:
    circle = _circle(alice, bo, charlie)
    return f"/facilitate/posts/{say(circle.thread, by=bo, text='You would not understand it.').pk}/referral"


def referred(alice: Member, bo: Member, charlie: Member, moderator: Member) -> str:
    return f"/facilitate/referrals/{_referral(alice, bo, charlie).pk}"


def referrals(alice: Member, bo: Member, charlie: Member, moderator: Member) -> str:
    made = _referral(alice, bo, charlie)
    close_referral(refer(made.circle, by=alice, why="The tone in all of it"), by=moderator, word="We have talked.")
    return "/facilitate/referrals"


def succession(alice: Member, bo: Member, charlie: Member) -> str:
    """Bo is Charlie's manager since today, and Alice is to follow."""
    _passes(alice, bo)
    made = start_circle(
        by=bo, title="Reading old compilers together", goal="Each of us explains one pass to the others."
    )
    for member in (alice, charlie):
        join_circle(made, by=member)
    update_profile(charlie, by=None, manager=bo)
    check_lines()
    return f"/facilitate/successions/{Succession.objects.get().pk}"


def crossed(alice: Member, bo: Member, charlie: Member) -> str:
    circle = _circle(alice, bo, charlie)
    update_profile(charlie, by=None, manager=alice)
    check_lines()
    return f"/facilitate/circles/{circle.pk}"


def quiet(alice: Member, bo: Member) -> str:
    _passes(bo)
    made = start_circle(
        by=bo, title="Reading old compilers together", goal="Each of us explains one pass to the others."
    )
    join_circle(made, by=alice)
    with clock.at(now() - timedelta(days=1)):
        return f"/facilitate/quiet/{Quiet.objects.create(circle=made, member=alice).pk}"


PAGES = [
    Page("facilitate-none", "alice", "/facilitate"),
    Page("facilitate", "alice", desks),
    Page("desk", "alice", a_desk),
    Page("desk-begun", "alice", begun),
    Page("desk-crossed", "alice", crossed),
    Page("desk-handing-over", "alice", handing_over),
    Page("desk-refer", "alice", referring),
    Page("succession", "alice", succession),
    Page("quiet", "alice", quiet),
    Page("referral", "moderator", referred),
    Page("referrals", "moderator", referrals),
    Page("referrals-none", "moderator", "/facilitate/referrals"),
]
