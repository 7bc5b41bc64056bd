"""Weights from a history, chances that hold, and the past routed again."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from peerloop.engines import InvalidInput
from peerloop.engines.finding import DEFAULT, PLAIN, Answered, Asked, History, Luck, Weights, fit, replay
from peerloop.engines.finding.fit import _curve
from peerloop.engines.finding.replay import placed

DAY = 86_400.0
TOPICS = [
    ["pivot", "sheet", "chart"],
    ["borrow", "trait", "crate"],
    ["join", "index", "query"],
    ["brush", "layer", "mask"],
]


@cache
def company(questions: int = 600, seed: int = 0) -> History:
    """Forty people; six know each topic, one of them answers nearly everything; a question a quarter of a day."""
    dice = np.random.default_rng(seed)
    asked, answered = [], []
    for number in range(questions):
        topic = int(dice.integers(4))
        at = number * DAY / 4
        words = " ".join(dice.choice(TOPICS[topic], 2)) + f" case {number % 97}"
        asked.append(Asked(int(dice.integers(10, 40)), at, words, topics=(topic,)))
        helper = 0 if dice.random() < 0.25 else 1 + topic * 2 + int(dice.random() < 0.3)
        answered.append(Answered(number, helper, at + 3600, words, float(dice.integers(1, 3))))
    return History(asked, answered)


@cache
def weights() -> Weights:
    return fit(company())


def test_fitting_finds_more_than_counting_and_its_chances_hold():
    history = company(900)
    since = history.asked[600].at
    fitted, simple = replay(history, weights(), since=since), replay(history, PLAIN, since=since)
    assert fitted.all.questions == simple.all.questions == 300
    assert fitted.all.mrr > simple.all.mrr
    assert fitted.all.success5 == 1.0
    shown = sum(one.helpers for one in fitted.calibration)
    said = sum(one.helpers * one.said for one in fitted.calibration) / shown
    true = sum(one.helpers * one.true for one in fitted.calibration) / shown
    assert said == pytest.approx(true, abs=0.02)
    assert all(abs(one.said - one.true) < 0.15 for one in fitted.calibration if one.helpers >= 50)


def test_the_same_history_and_seed_give_the_same_weights():
    assert fit(company()) == weights()


def test_too_little_history_is_refused_by_name():
    with pytest.raises(InvalidInput) as refused:
        fit(company(300))
    assert refused.value.field == "history"


@pytest.mark.parametrize("seed", range(5))
def test_a_curve_rises_and_says_on_average_what_is_true(seed: int):
    dice = np.random.default_rng(seed)
    score = dice.normal(0, 1, 2000)
    helped = dice.random(2000) < 1 / (1 + np.exp(2 - score))
    knots, chances = _curve(score, helped)
    assert (np.diff(knots) >= 0).all()
    assert (np.diff(chances) >= 0).all()
    assert np.interp(score, knots, chances).mean() == pytest.approx(helped.mean(), abs=0.02)


def test_a_curve_of_nothing_and_of_nobody_is_flat():
    assert _curve(np.empty(0), np.empty(0, dtype=bool)) == ((0.0,), (0.0,))
    assert _curve(np.zeros(3), np.zeros(3, dtype=bool)) == ((0.0,), (0.0,))


def test_a_replay_counts_by_hand():
    history = History(
        [Asked(0, 0.0, "pivot table"), Asked(1, 10 * DAY, "pivot table"), Asked(1, 20 * DAY, "pivot chart"),
         Asked(0, 30 * DAY, "pivot again")],
        [Answered(0, 5, DAY, "use pivot"), Answered(1, 5, 11 * DAY, "again pivot"), Answered(2, 6, 21 * DAY, "mine"),
         Answered(3, 3, 31 * DAY), Answered(3, 0, 31 * DAY)],
    )  # fmt: skip
    report = replay(history, DEFAULT, since=DAY)
    assert report.all == Luck(1, 1, 1.0, 1.0, 1.0)
    assert report.unfindable == 2
    assert report.by_tenure["first question"] == report.by_tie["strangers"] == report.all
    assert report.by_tie["helped before"].questions == 0
    assert report.tail.questions == 0  # of two who ever answered, both are among the twenty most active


def test_an_empty_history_is_a_report_of_nothing():
    report = replay(History([], []), DEFAULT, since=0)
    assert (report.all.questions, report.unfindable, report.calibration) == (0, 0, ())


def test_a_load_budget_moves_who_has_had_a_quarter_behind_the_others():
    history = company()
    since = history.asked[450].at
    free, spared = (replay(history, weights(), since=since, budget=b) for b in (False, True))
    assert spared.all.questions == free.all.questions
    assert spared.all.mrr < free.all.mrr


def test_places_are_counted_from_one():
    assert placed([4, 2, 9], {2, 7}) == (0.5, 1.0, 0.5)
    assert placed([1, 2, 3, 4, 5, 6], {6}) == (1 / 6, 0.0, 1.0)
    assert placed([], {1}) == (0.0, 0.0, 0.0)


def test_a_history_out_of_order_or_about_nothing_is_named():
    one = Asked(0, 5.0, "x")
    with pytest.raises(InvalidInput) as refused:
        replay(History([one, replace(one, at=1.0)], []), DEFAULT, since=0)
    assert (refused.value.field, refused.value.positions) == ("asked", [1])
    with pytest.raises(InvalidInput) as refused:
        replay(History([one], [Answered(3, 0, 9.0)]), DEFAULT, since=0)
    assert (refused.value.field, refused.value.positions) == ("answered", [0])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"of": (1.0,)}, "of"),
        ({"score": (1.0, 2.0)}, "chance"),
        ({"chance": (0.5, 0.1), "score": (0.0, 1.0)}, "chance"),
    ],
)
def test_weights_that_fit_nothing_are_named(changed: dict[str, tuple[float, ...]], field: str):
    with pytest.raises(InvalidInput) as refused:
        replace(PLAIN, **changed)
    assert refused.value.field == field
