"""A survey is over: what may be told is counted, once, and what was said is deleted."""

from __future__ import annotations

from collections import Counter, defaultdict
from random import SystemRandom
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.pulse.actions.held import fresh, held
from peerloop.pulse.masking import (
    SMALLEST_TEXTS,
    WHOLE,
    at_least,
    counts_to_tell,
    groups_to_tell,
    options_to_tell,
)
from peerloop.pulse.models import Answer, Asked, Closure, Count, Draft, Survey, Told, Wish
from peerloop.pulse.queries.helping import help_with
from peerloop.pulse.queries.remembered import earlier_groups
from peerloop.pulse.questions import asked_in, options_of
from peerloop.pulse.rules import REMEMBERED, must_be, state
from peerloop.skills.models import Level, Merge, Pace
from peerloop.skills.queries.merged import end_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerloop.people.models import Member

    Groups = Mapping[str, frozenset[int]]

BATCH = 2000
SHUFFLED = SystemRandom()


@transaction.atomic
def close_survey(survey: Survey, *, by: Member | None) -> Closure:
    """Close it for good and tell what may be told; by an organiser before its time, or (None) as it is due.

    Twice is once. Raises ``Over`` for a survey that was never opened.
    """
    stands = held(survey, by=by)
    if hasattr(stands, "closure"):
        return stands.closure
    if state(stands) == "draft":
        must_be(stands, "open")
    return _close(stands, by, _tell(stands))


@transaction.atomic
def withdraw_survey(survey: Survey, *, by: Member) -> Closure:
    """Take back an open survey: its answers are deleted and nothing is told. Raises ``Over`` for any other."""
    stands = held(survey, by=by)
    must_be(stands, "open")
    Answer.objects.filter(survey=stands).delete()
    return _close(stands, by, (Closure.Outcome.WITHDRAWN, None))


@transaction.atomic
def close_due() -> int:
    """Close what is due, and forget who had answered a quarter ago; return how many are closed."""
    due = list(Survey.objects.exclude(opening=None).filter(closure=None, closes_at__lte=now()).order_by("pk"))
    for survey in due:
        if not hasattr(fresh(survey), "closure"):
            close_survey(survey, by=None)
    for closure in Closure.objects.filter(forgotten_at=None, at__lte=now() - REMEMBERED).order_by("pk"):
        if not closure.survey.signed:
            Answer.objects.filter(survey=closure.survey_id).delete()
        closure.forgotten_at = now()
        closure.save(update_fields=["forgotten_at"])
    return len(due)


def _close(survey: Survey, by: Member | None, found: tuple[Closure.Outcome, int | None]) -> Closure:
    outcome, answered = found
    closure = Closure.objects.create(survey=survey, by=by, outcome=outcome, answered=answered)
    Draft.objects.filter(survey=survey).delete()
    if not survey.signed:
        Wish.objects.filter(answer__survey=survey).delete()
        Answer.objects.filter(survey=survey).update(said={}, first_at=None)
    record("survey.closed", actor=by, subject=survey)
    return closure


def _tell(survey: Survey) -> tuple[Closure.Outcome, int | None]:
    """Write down what may be told of the answers; return what became of them, and at least how many there were."""
    answers = list(Answer.objects.filter(survey=survey).prefetch_related("wishes").order_by("pk"))
    asked = dict(Asked.objects.filter(survey=survey).values_list("member", "cell"))
    cells = {one.member_id: asked.get(one.member_id, WHOLE) for one in answers}
    groups = groups_to_tell(cells, earlier_groups(survey))
    if groups is None:
        near = groups_to_tell(cells, []) is not None
        return (Closure.Outcome.TOO_NEAR if near else Closure.Outcome.TOO_FEW), None
    rows = [*_answered(survey, groups, asked), *_skills(survey, answers, cells, groups)]
    rows += _options(survey, answers, cells, groups)
    Count.objects.bulk_create(rows, batch_size=BATCH)
    words = [text for one in answers if (text := one.said.get("words"))]
    if len(words) >= SMALLEST_TEXTS and not survey.signed:
        Told.objects.bulk_create(Told(survey=survey, words=text) for text in SHUFFLED.sample(words, len(words)))
    return Closure.Outcome.TOLD, rows[0].count


def _answered(survey: Survey, groups: Groups, asked: Mapping[int, str]) -> Iterator[Count]:
    for cell, group in groups.items():
        of = len(asked) if cell == WHOLE else sum(one == cell for one in asked.values())
        yield Count(survey=survey, question="answered", cell=cell, count=at_least(len(group), of))


def _skills(survey: Survey, answers: list[Answer], cells: Mapping[int, str], groups: Groups) -> Iterator[Count]:
    """Yield how many want each skill, to which level and at which pace; a skill merged away is the other."""
    into = dict(Merge.objects.values_list("gone", "into"))
    by_skill: dict[int, dict[int, Wish]] = defaultdict(dict)
    for one in answers:
        for wish in one.wishes.all():
            by_skill[end_of(wish.skill_id, into)].setdefault(one.member_id, wish)
    offered = help_with(by_skill)
    for skill, wishes in sorted(by_skill.items()):
        for row in _of_all_and_cells(wishes, cells, groups):
            row.offered = offered[skill] if row.cell == WHOLE else None
            yield _of(row, survey, "skills", skill=skill)
            if row.cell == WHOLE:
                levels = {f"level-{level}": 0 for level in Level.values} | Counter(
                    f"level-{wish.level}" for wish in wishes.values()
                )
                paces = {f"pace-{pace}": 0 for pace in Pace.values} | Counter(
                    f"pace-{wish.pace}" for wish in wishes.values()
                )
                for each in (*_excluding(levels), *_excluding(paces)):
                    yield _of(each, survey, "skills", skill=skill)


def _options(survey: Survey, answers: list[Answer], cells: Mapping[int, str], groups: Groups) -> Iterator[Count]:
    """Yield how many gave each option; of options that exclude one another only of all, as cuts are never crossed."""
    for question in asked_in(survey.asks):
        if question.how not in {"several", "one"}:
            continue
        gave: dict[str, list[int]] = {code: [] for code, _words in options_of(question)}
        for one in answers:
            said = one.said.get(question.code, [])
            for code in [said] if isinstance(said, str) else said:
                gave.setdefault(code, []).append(one.member_id)
        if question.how == "one":
            for row in _excluding({code: len(members) for code, members in gave.items()}):
                yield _of(row, survey, question.code)
            continue
        for code, members in gave.items():
            for row in _of_all_and_cells(members, cells, groups):
                row.option = code
                yield _of(row, survey, question.code)


def _of_all_and_cells(members: Iterable[int], cells: Mapping[int, str], groups: Groups) -> Iterator[Count]:
    """Yield how many of all, and of each cell, gave one answer, where it may be told."""
    counts, sizes = Counter(cells[one] for one in members), Counter(cells.values())
    for cell, count in counts_to_tell(counts, sizes, groups).items():
        if told := at_least(count, len(groups[cell])):
            yield Count(cell=cell, count=told)


def _excluding(counts: Mapping[str, int]) -> Iterator[Count]:
    """Yield how many gave each of several answers that exclude one another, where it may be told."""
    for option, count in options_to_tell(counts).items():
        if told := at_least(count, sum(counts.values())):
            yield Count(option=option, count=told)


def _of(row: Count, survey: Survey, question: str, *, skill: int | None = None) -> Count:
    row.survey, row.question, row.skill_id = survey, question, skill
    return row
