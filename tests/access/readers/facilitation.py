"""Facilitation: remarks are their writer's alone; a note, a word and a referral have two ends each."""

from __future__ import annotations

from tests.access.readers.who import OWNER, TWO
from tests.access.samples.facilitation import led_by, said_by

from peerloop.circles.actions import name_facilitator
from peerloop.facilitation.actions import answer_quiet, close_referral, hand_over, keep_remark, refer
from peerloop.facilitation.models import Quiet
from peerloop.people.models import Member
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

THE_OWNER_AND_MODERATORS = OWNER | {"moderator"}
READERS = {
    "facilitation.Remark.text": OWNER,
    "facilitation.HandOver.note": TWO,
    "facilitation.Quiet.word": TWO,
    "facilitation.Referral.said": THE_OWNER_AND_MODERATORS,
    "facilitation.Referral.why": THE_OWNER_AND_MODERATORS,
    "facilitation.ReferralEnd.word": THE_OWNER_AND_MODERATORS,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner facilitates, notes, refers, hears that the pair has been quiet; another circle they hand over."""
    circle = led_by(owner, pair)
    keep_remark(circle, by=owner, text="Ask Bo about it")
    open_one = refer(circle, by=owner, why="The tone", post=said_by(pair, circle))
    done = refer(circle, by=owner, why="The tone in all of it")
    close_referral(done, by=Member.objects.get(name="The moderator"), word="We have talked")
    quiet = Quiet.objects.create(circle=circle, member=pair)
    answer_quiet(quiet, by=pair, tell=True, word="I listen")
    other = led_by(owner, pair)
    take_check({one.code: one.right for one in QUESTIONS}, by=pair)
    name_facilitator(other, pair, by=owner, co=True)
    hand_over(other, pair, by=owner, note="Take it slowly")
    third = led_by(pair, owner)
    hers = Quiet.objects.create(circle=third, member=owner)
    answer_quiet(hers, by=owner, tell=True, word="So do I")
    back = led_by(pair, owner)
    name_facilitator(back, owner, by=pair, co=True)
    hand_over(back, owner, by=pair, note="All yours")
    return {
        "facilitate/circles": [circle.pk, other.pk, third.pk, back.pk],
        "facilitate/quiet": [quiet.pk, hers.pk],
        "facilitate/referrals": [open_one.pk, done.pk],
        "circles": [circle.pk, other.pk],
    }
