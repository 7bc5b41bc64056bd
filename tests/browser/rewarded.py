"""What the pages around loops, thanks and contributions are shown with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser import met

from peerloop.kit.clock import now
from peerloop.loops.actions import (
    ask_companion,
    begin_loop,
    confirm,
    feel_sure,
    give_feedback,
    let_go,
    reflect,
    say_seen,
)
from peerloop.loops.links import mail_link
from peerloop.loops.models import FollowUp
from peerloop.recognition.actions import hide, show, thank
from peerloop.recognition.models import Contribution
from peerloop.skills.actions import propose_skill
from peerloop.skills.queries import find_skill

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

SEEN = "You kept calm when the first plan did not hold, and everybody could follow."


def a_skill(name: str, by: Member) -> Skill:
    return find_skill(name) or propose_skill(name, by=by)


def rounded(alice: Member, bo: Member, charlie: Member) -> Loop:
    """Full circle, with a receipt, somebody who saw it, and how sure Alice was and is."""
    loop = met.applied(alice, bo)
    feel_sure(loop, by=alice, when="before", sure=2)
    give_feedback(loop, by=bo, text="Look at the index too")
    confirm(loop, by=bo)
    say_seen(ask_companion(loop, by=alice, member=charlie, part="saw"), by=charlie, text=SEEN)
    return reflect(loop, by=alice, text="Measure first", sure=4)


def asked_after(alice: Member, bo: Member, charlie: Member) -> FollowUp:
    return FollowUp.objects.create(loop=rounded(alice, bo, charlie), days=30)


def loop_rounded(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/loops/{asked_after(alice, bo, charlie).loop_id}"


def loop_answer_link(alice: Member, bo: Member, charlie: Member) -> str:
    link = mail_link(asked_after(alice, bo, charlie), alice, "yes")
    return link[link.index("/follow-ups") :]


def loop_of_ones_own(alice: Member, bo: Member) -> str:
    return f"/loops/{begin_loop(by=alice, skill=a_skill('Facilitation', bo), taught_by=bo).pk}"


def loop_let_go(alice: Member, bo: Member) -> str:
    return f"/loops/{let_go(met.applied(alice, bo), by=alice).pk}"


def loop_words(alice: Member, bo: Member) -> str:
    return f"/loops/{met.applied(alice, bo).pk}/words/application"


def loop_new(alice: Member, bo: Member) -> str:
    return f"/loops/new?skill={a_skill('Facilitation', bo).pk}&with={bo.pk}"


def asked_who_saw(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/askings/{ask_companion(met.applied(bo, charlie), by=bo, member=alice, part='saw').pk}"


def asked_who_taught(alice: Member, bo: Member) -> str:
    loop = begin_loop(by=bo, skill=a_skill("Facilitation", bo), taught_by=alice)
    return f"/askings/{loop.askings.get().pk}"


def loops_full(alice: Member, bo: Member, charlie: Member) -> str:
    asked_after(alice, bo, charlie)
    asked_who_taught(alice, bo)
    met.gained(alice, bo)
    return "/loops"


def thank_new(alice: Member, bo: Member) -> str:
    return f"/kudos/new?to={bo.pk}&skill={a_skill('Facilitation', bo).pk}"


def thanks(alice: Member, bo: Member, charlie: Member) -> str:
    skill = a_skill("Facilitation", bo)
    given = thank(alice, by=bo, text="Your checklist saved me a day.", skill=skill, may_be_shown=True)
    show(given.thanked.get(), by=alice)
    thank([alice, bo], by=charlie, text="You two made the workshop worth everybody's hour.", skill=skill)
    thank([bo, charlie], by=alice, text="Clear, and kind to beginners.", skill=skill, may_be_shown=True)
    return "/kudos"


def given(alice: Member, bo: Member, charlie: Member) -> str:
    thanks(alice, bo, charlie)
    kinds = [("one_to_one", 30), ("session", 60), ("feedback", None), ("receipt", None), ("newcomer", 45)]
    for number, (kind, minutes) in enumerate(kinds):
        source = "session" if minutes else kind
        Contribution.objects.create(
            member=alice, kind=kind, source_type=source, source=10_000_000 + number, skill=a_skill("Facilitation", bo),
            minutes=minutes, at=now() - timedelta(days=37 * number), note="With slides" if number == 1 else "",
        )  # fmt: skip
    hide(Contribution.objects.filter(member=alice).earliest("pk"), by=alice)
    return "/contributions"


def correcting(alice: Member, bo: Member, charlie: Member) -> str:
    given(alice, bo, charlie)
    return f"/contributions/{Contribution.objects.filter(member=alice).latest('pk').pk}"


def picking(alice: Member, bo: Member, charlie: Member) -> str:
    given(alice, bo, charlie)
    return "/contributions/sheet"


def sheet(alice: Member, bo: Member, charlie: Member) -> str:
    given(alice, bo, charlie)
    rows = Contribution.objects.filter(member=alice, hidden_at=None)
    return "/contributions/sheet?" + "&".join(f"item={row.pk}" for row in rows) + "&thanks=1"
