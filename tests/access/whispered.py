"""What somebody does under a pseudonym in three days, and what colleagues do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.access.samples import NOW

from peerloop.journal.leases import work_off
from peerloop.kit import clock
from peerloop.notices.channels import Channel
from peerloop.notices.handlers import digests
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Preference
from peerloop.proposals.models import Proposal
from peerloop.questions import actions
from peerloop.questions.models import Answer, Asked, Question, Remark, TeacherAsked, Waiting
from peerloop.skills.actions import endorse, offer, propose_skill
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from tests.access.conftest import World

    from peerloop.people.models import Member

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
END = NOW + 3 * DAY + 3 * HOUR
ANSWERED, ALIKE, GONE, LAST = (
    "How do I borrow twice in Rust?",
    "Why does a loan end at the brace?",
    "Who sees what I ask?",
    "Is there anybody?",
)


def before(world: World) -> None:
    """Bo and Charlie know Rust; both who may ask later have asked under their names; all but Bo want digests."""
    bo, charlie = world.members["pair"], world.members["member"]
    rust = propose_skill("Rust", by=bo)
    endorse(offer(bo, skill=rust, level=3), by=charlie)
    with clock.at(NOW - 30 * DAY):
        for by in (world.subject, world.bystander):
            asked = actions.ask(by=by, title="Where does a loan end in Rust?", skill=rust)
            assert isinstance(asked, Question)
            actions.answer(asked, by=charlie, text="The loan ends at the brace.")
    Preference.objects.bulk_create(
        Preference(member=member, kind=code, channel=Channel.DIGEST)
        for member in (world.subject, world.bystander, *world.members.values())
        for code in KINDS
        if member != bo
    )
    work_off()


def whisper(world: World, asker: Member) -> None:
    """Live through it up to ``END``: one question is answered, one gathered with others', one gone, and one waits."""
    bo, charlie, dana, moderator = (world.members[who] for who in ("pair", "member", "manager", "moderator"))
    rust = Skill.objects.get(name="Rust")
    for number, title in enumerate((ANSWERED, ALIKE, GONE)):  # each in a quarter of its own: the lot draws no order
        with clock.at(NOW + (15 * number + 3) * MINUTE):
            actions.ask(by=asker, title=title, skill=rust, to=[bo], hours=4, pseudonymous=True)
        _quarter(15 * (number + 1))
    with clock.at(NOW + HOUR):
        answered = Question.objects.get(title=ANSWERED)
        given = actions.answer(answered, by=bo, text="With a cell.")
        other = actions.answer(
            answered, by=charlie, text="Not at all.", another_view=True, source="https://example.org/book"
        )
        actions.have_too(answered, by=charlie)
        actions.say_helped(given, by=dana)
        actions.verify(other, by=bo, look_again_on=(NOW + 90 * DAY).date())
        actions.ask_who_asked(answered, by=moderator, reason="I wonder.")
        actions.ask(by=dana, title=ALIKE, skill=rust)
    with clock.at(NOW + HOUR + MINUTE):
        actions.ask(by=world.members["organiser"], title=ALIKE, skill=rust)
    with clock.at(NOW + HOUR + 2 * MINUTE):
        actions.reword(answered, by=asker, title=ANSWERED, text="In safe Rust.", skill=answered.skill, sequence=0)
        actions.remark(answered, by=asker, text="Which cell?", on=given)
        actions.accept(given, by=asker)
        actions.begin_from(given, by=asker)
        actions.ask_more(answered, [dana], by=asker)
    _quarter(75)
    with clock.at(NOW + 6 * HOUR):
        actions.escalate_due()
        actions.make_session(answered, by=bo)
        actions.take_question_back(Question.objects.get(title=GONE), by=asker)
        work_off()
    with clock.at(NOW + 2 * DAY):
        actions.gather_alike()
        work_off()
    with clock.at(END - HOUR):
        digests.open_all({})
        work_off()
    with clock.at(END - MINUTE):
        actions.ask(by=asker, title=LAST, pseudonymous=True)
        work_off()


def lived() -> dict[str, int]:
    """Return how much there is of what the story is made of, so that none of it passes unseen."""
    return {
        "under a pseudonym": Question.objects.exclude(pseudonym="").count(),
        "waiting": Waiting.objects.count(),
        "asked": Asked.objects.count(),
        "remarks": Remark.objects.filter(shown=True).count(),
        "accepted": Answer.objects.exclude(acceptance=None).count(),
        "proposals": Proposal.objects.count(),
        "teachers": TeacherAsked.objects.count(),
    }


def _quarter(minutes: int) -> None:
    with clock.at(NOW + minutes * MINUTE):
        actions.release_due()
        Question.objects.exclude(pseudonym="").update(pseudonym="heron")  # the lot says nothing, but not twice the same
        work_off()
