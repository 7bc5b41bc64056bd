"""Who asked whom for what, as the engine ``finding`` replays it. It holds what is private: only counts of it are told.

Not among what the package exports, since it brings NumPy with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from peerloop.engines import InvalidInput
from peerloop.engines.finding import DEFAULT, Answered, Asked, History, Report, fit, replay
from peerloop.matchmaking.models import Outcome, Request

LEARNED = 0.8
TRIED, HELPED = 1.0, 2.0


@dataclass(frozen=True)
class Replayed:
    """``learned``: whether the weights are the site's own, fitted on the first four fifths, and the report is about
    the last fifth; else they are those that Peerloop ships, and it is about everything."""

    report: Report
    requests: int
    learned: bool


def history() -> History:
    """Return every accepted request as a question that its teacher answered.

    What the learner wrote and the skill's name are the text; it counts double from the day on which the teacher
    confirmed what the learner applied. Requests that were declined or withdrawn are the two people's own.
    """
    accepted = (
        Request.objects.filter(outcome__kind=Outcome.Kind.ACCEPTED)
        .order_by("asked_at", "pk")
        .values_list(
            "learner",
            "teacher",
            "asked_at",
            "text",
            "skill",
            "skill__name",
            F("outcome__at"),
            F("pairing__loop__receipt__at"),
        )
    )
    asked, answered = [], []
    for number, (learner, teacher, at, text, skill, name, accepted_at, confirmed_at) in enumerate(accepted):
        asked.append(Asked(learner, at.timestamp(), text, name, (skill,)))
        answered.append(
            Answered(
                question=number,
                by=teacher,
                at=max(accepted_at, at).timestamp(),
                grade=HELPED if confirmed_at else TRIED,
                graded_at=confirmed_at.timestamp() if confirmed_at else None,
            )
        )
    return History(asked, answered)


def replayed(past: History) -> Replayed:
    """Replay the last fifth with weights of the site's own where it has enough, else everything with those shipped."""
    n = len(past.asked)
    start = past.asked[int(LEARNED * n)].at if n else 0.0
    known = sum(one.at < start for one in past.asked)
    try:
        weights = fit(History(past.asked[:known], [one for one in past.answered if one.at < start]))
    except InvalidInput:
        return Replayed(replay(past, DEFAULT, since=0), n, learned=False)
    return Replayed(replay(past, weights, since=start), n, learned=True)
