"""What colleagues keep and ask: a full page of the library, and somebody on whose Today much waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.library.models import Resource
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

RESOURCES, USEFUL = 60, 4
KINDS = ("tip", "document")
SHELF = 6


def fill(people: Sequence[Member]) -> None:
    """Publish so many resources, each reviewed and found useful by some, and put some of them on shelves."""
    from peerloop.library.actions import judge, make_collection, publish, put_into
    from peerloop.skills.models import Skill

    skills = list(Skill.objects.order_by("pk")[:RESOURCES])
    for number in range(RESOURCES):
        author, peer, *others = (people[(number + 11 * step) % len(people)] for step in range(USEFUL + 2))
        made = _reviewed(number, skills[number % len(skills)], author, peer)
        publish(made, by=author)
        for other in others[: number % (USEFUL + 1)]:
            judge(made, by=other, how="very", word="I used it the same day.")
        if number % SHELF == 0:
            put_into(make_collection(by=author, title=f"Shelf {number}", about="To begin with."), made, by=author)


def ask(member: Member, people: Sequence[Member]) -> None:
    """Let colleagues ask the member for a review, an interview and an answer: each a card on Today."""
    from peerloop.library.actions import ask_for_interview, ask_for_review, begin_resource
    from peerloop.questions.actions import ask as ask_question

    author, other, third, *_rest = people
    made = begin_resource(by=author, kind="tip", title="A draft to look at", text="Tell me what you think of it.")
    ask_for_review(made, member, by=author)
    ask_for_interview(by=other, guest=member, title="What you have learned here")
    for number in range(2):
        ask_question(by=third, title=f"How do you do this in case {number}?", to=[member])


def _reviewed(number: int, skill: Skill, author: Member, peer: Member) -> Resource:
    from peerloop.library.actions import ask_for_review, begin_resource, give_verdict

    made = begin_resource(
        by=author, kind=KINDS[number % len(KINDS)], title=f"How we do number {number}", skill=skill,
        text=f"First **this**, then `that`, {number} times.\n\n- and\n- so on",
    )  # fmt: skip
    asked = ask_for_review(made, peer, by=author)
    give_verdict(asked, by=peer, number=1, says="ready", word="I would have liked this.")
    return made
