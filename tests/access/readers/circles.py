"""Hidden circles: what they are, want, try and leave is read by the two who are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import TWO
from tests.access.samples.circles import a_circle, an_asking

from peerloop.circles.actions import close_circle, do_task, note_progress, say_word, set_goal, set_task

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "circles.Circle.title": TWO,
    "circles.Circle.goal": TWO,
    "circles.Asking.text": TWO,  # whom each of them asks
    "circles.Goal.text": TWO,
    "circles.Progress.text": TWO,
    "circles.Task.text": TWO,
    "circles.TaskDone.text": TWO,
    "circles.Closing.text": TWO,
    "circles.Word.text": TWO,
}
NO_WORDS = {"circles.LeftOut.rule": "the name of a rule"}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The two get somewhere in a circle of which nobody else knows; one asks to be let into another; one is over."""
    made = a_circle(owner, pair)
    goal = set_goal(made, by=owner, text="A first tool")
    note_progress(goal, by=pair, share=40, text="It compiles")
    task = set_task(made, by=owner, text="Try it")
    do_task(task, by=pair, text="It worked", into_loop=False)
    an_asking(pair, owner)
    over = a_circle(owner, pair)
    close_circle(over, by=owner, text="We learned it")
    say_word(over, by=owner, text="I dare to ask now", consent="named")
    return {"circles": [made.pk, over.pk], "circles/goals": [goal.pk], "circles/tasks": [task.pk]}
