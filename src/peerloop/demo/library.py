"""What the company keeps: tips, documents, links and courses, most of them reviewed, one doubted, one still a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.library.actions import (
    answer_interview,
    ask_for_interview,
    ask_for_review,
    begin_resource,
    bring_check,
    comment,
    dispute,
    give_verdict,
    judge,
    make_collection,
    publish,
    put_into,
    resolve,
)
from peerloop.people.models import Member
from peerloop.people.rules import kept_apart
from peerloop.skills.actions import find_skill

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.library.models import Resource

KEPT: tuple[Any, ...] = (
    ("tip", "Reading a flame graph", "Wide is slow. Look for plateaus: a flat, wide top is where the time goes.",
     {}, "Python", 90, 3),
    ("document", "How we hand a shift over", "1. What is running\n2. What is waiting\n3. What worries you\n\n"
     "Say the third one aloud: it is the one that nobody writes down.", {}, "", 60, 4),
    ("link", "A gentle way into window functions", "The middle part, on frames, is the one to read twice.",
     {"url": "https://example.org/window-functions", "minutes": 20}, "SQL", 45, 2),
    ("course", "Statistics for people who ask questions", "Four evenings. The third is worth it alone.",
     {"url": "https://example.org/statistics", "terms": "The open university, free", "minutes": 480},
     "Statistics", 30, 1),
    ("ebook", "A short book on naming things", "Chapter 4 saves whole meetings.",
     {"url": "https://example.org/naming", "minutes": 90, "rests_on": "sources", "sources": "Its pages 40 to 61"},
     "", 20, 0),
)  # fmt: skip
"""Kind, title, text, further words, skill, how many days ago, how many found it useful."""
WORDS = ("I used it the same day.", "Short enough to read twice.", "Now I know what to ask.", "It saved me a meeting.")


def fill_the_library(today: datetime) -> None:
    """Let members outside the cast write, review, publish, use and doubt; the learner is asked for an interview."""
    cast = [address(name) for name, _team in CAST.values()]
    members = list(Member.objects.present().exclude(email__in=cast).order_by("pk")[40:70])
    kept = []
    for number, (kind, title, text, more, skill, ago, useful) in enumerate(KEPT):
        author, crowd = members[number], members[len(KEPT) + 1 :]
        with clock.at(today - timedelta(days=ago)):
            made = begin_resource(by=author, kind=kind, title=title, text=text, skill=find_skill(skill), **more)
            _review(made, author, crowd)
            publish(made, by=author)
        with clock.at(today - timedelta(days=ago) / 2):
            for reader, word in zip(crowd[number : number + useful], WORDS, strict=False):
                judge(made, by=reader, how="very", word=word)
        kept.append(made)
    _doubt(kept[0], members, today)
    _still_to_come(members[len(KEPT)], today)
    with clock.at(today - timedelta(days=10)):
        shelf = make_collection(by=members[0], title="For your first weeks", about="What we wish we had known sooner.")
        for one in kept[:3]:
            put_into(shelf, one, by=members[0])


def _review(made: Resource, author: Member, crowd: list[Member]) -> None:
    peer = next(one for one in crowd if not kept_apart(author, one))
    give_verdict(
        ask_for_review(made, peer, by=author), by=peer, number=1, says="ready", word="I would have liked this."
    )


def _doubt(made: Resource, members: list[Member], today: datetime) -> None:
    """It was doubted, answered, and settled; a link to check it with and a word at a place stay."""
    first, second = members[-1], members[-2]
    with clock.at(today - timedelta(days=14)):
        bring_check(
            made, by=second, url="https://example.org/waiting", says="more", word="What a profiler does not see"
        )
        said = dispute(made, by=first, reason="Wide need not be slow: it may only wait for the disk.")
        comment(made, by=second, text="On the server it is nearly always the disk.", quote="Wide is slow.")
    with clock.at(today - timedelta(days=12)):
        resolve(said, by=first, word="True for what we measure here: our graphs leave waiting out.")


def _still_to_come(author: Member, today: datetime) -> None:
    """A draft is under review by the learner, who is also asked for an interview and has said yes to it."""
    learner = Member.objects.get(email=address(CAST["learner"][0]))
    with clock.at(today - timedelta(days=2)):
        made = begin_resource(
            by=author,
            kind="tip",
            title="Writing an e-mail that is answered",
            text="One question. One date. Their words.",
        )
        ask_for_review(made, learner, by=author)
        asked = ask_for_interview(by=author, guest=learner, title="What a beginner sees that we do not")
    with clock.at(today - timedelta(days=1)):
        answer_interview(asked, by=learner, yes=True)
