"""What the company asks: answered, with two views, open, under a pseudonym; and who was asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.people.models import Member
from peerloop.questions.actions import accept, answer, ask, have_too, release_due, remark, say_helped
from peerloop.questions.models import Question
from peerloop.questions.rules import next_quarter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

FORMULAS, CUSTOMERS, MIGRATIONS = 12, 13, 14
ANSWERED = (
    (
        "How do I write a formula that looks something up in another sheet?",
        "XLOOKUP: first what you look for, then where, then what to give back. `=XLOOKUP(A2, Prices!A:A, Prices!C:C)`.",
        150,
        FORMULAS,
    ),
    (
        "Why does my formula show #N/A when the value is there?",
        "A space at the end of one of them, nine times out of ten. Wrap both in `TRIM`.",
        120,
        FORMULAS,
    ),
    (
        "How do I lock a cell in a formula when I drag it down?",
        "Dollar signs: `$A$2` keeps both, `A$2` the row.",
        60,
        FORMULAS,
    ),
    (
        "How do I say no to a customer without losing them?",
        "Say what you can do first, and mean it. Then the no is the second sentence, not the first.",
        45,
        CUSTOMERS,
    ),
    (
        "What do I prepare before a first call with a new customer?",
        "Read their last three tickets. It takes ten minutes and they notice.",
        33,
        CUSTOMERS,
    ),
    (
        "How do I test a migration without waking anybody at night?",
        "On a copy of last night’s backup, with the clock running: the time it takes is half of what you want to know.",
        21,
        MIGRATIONS,
    ),
    (
        "Can a formula count only the rows of this month in a sheet?",
        "COUNTIFS with two dates: from the first of the month, and before the first of the next.",
        17,
        FORMULAS,
    ),
    (
        "What do I write to a customer who has waited for a week?",
        "When they will hear from you next, and keep it. The excuse can stay out.",
        14,
        CUSTOMERS,
    ),
)
"""Title, an answer, how many days ago, and which member knows."""
OPEN = (
    ("How do I look up a value in a sheet that somebody else keeps?", 2),
    ("Where do I find the travel policy for trains?", 1),
)


def ask_questions(today: datetime) -> None:
    """Let members outside the cast ask and answer for half a year; the last of it is still open."""
    cast = [address(name) for name, _team in CAST.values()]
    members = list(Member.objects.present().exclude(email__in=cast).order_by("pk")[:40])
    for number, (title, text, ago, knows) in enumerate(ANSWERED):
        _answered(title, text, today - timedelta(days=ago), members[number], members[knows], members[number + 20])
    _two_views(today - timedelta(days=12), members)
    for number, (title, ago) in enumerate(OPEN):
        with clock.at(today - timedelta(days=ago)):
            made = _asked(members[20 + number], title)
            have_too(made, by=members[30 + number])
    _under_a_pseudonym(today - timedelta(days=3), members)


def _asked(by: Member, title: str, text: str = "") -> Question:
    from peerloop.questions.queries.routing import route

    ways = route(by, title, text)
    made = ask(by=by, title=title, text=text, to=[one.member for one in ways.first])
    if not isinstance(made, Question):
        raise TypeError("a named question is there at once")
    return made


def _answered(title: str, text: str, at: datetime, asker: Member, helper: Member, other: Member) -> None:
    with clock.at(at):
        made = _asked(asker, title)
    with clock.at(at + timedelta(hours=5)):
        given = answer(made, by=helper, text=text)
    with clock.at(at + timedelta(hours=9)):
        accept(given, by=asker)
        say_helped(given, by=other)


def _two_views(at: datetime, members: Sequence[Member]) -> None:
    asker, one, other, third = members[8:12]
    with clock.at(at):
        made = _asked(asker, "Should minutes of a meeting say who said what?", "We argue about it every week.")
    with clock.at(at + timedelta(hours=3)):
        first = answer(made, by=one, text="No. Decisions, who does what, by when. People speak more freely.")
    with clock.at(at + timedelta(hours=7)):
        answer(
            made, by=other, text="Where the law asks for it, yes: then names belong into them.", another_view=True,
            source="The works agreement on minutes, section 4",
        )  # fmt: skip
        remark(made, by=third, text="It depends on who reads them, I would say.", on=first)
    with clock.at(at + timedelta(hours=20)):
        accept(first, by=asker)


def _under_a_pseudonym(at: datetime, members: Sequence[Member]) -> None:
    with clock.at(at):
        waiting = ask(by=members[15], title="Is it normal to feel lost in the third month?", pseudonymous=True)
    with clock.at(next_quarter(at)):
        release_due()
        made = Question.objects.get(uid=waiting.uid)
    with clock.at(at + timedelta(hours=2)):
        answer(made, by=members[16], text="Yes. The second month you do not know what you do not know.")
        have_too(made, by=members[17])
