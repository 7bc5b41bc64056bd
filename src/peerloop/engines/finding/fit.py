"""Weights from a site's own history.

Logistic regression over (question, candidate): did this candidate answer? Then an isotonic curve (Zadrozny and Elkan
2002) from score to chance on later questions, since raw scores claim too much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.finding.history import walk
from peerloop.engines.finding.weights import PLAIN, Weights, columns, scored
from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from peerloop.engines.finding.history import History, Moment

ENOUGH = 500
SKIPPED, WEIGHED, CALIBRATED = 0.2, 0.875, 0.5
MOST_WEIGHED, MOST_CALIBRATED = 3000, 2000
HARD, OTHERS = 50, 0.08
PENALTY = 3.0
KNOTS, LEAST_HELPED = 30, 50

Sample = tuple["NDArray[np.float64]", "NDArray[np.bool_]"]


def fit(history: History, *, seed: int = 0) -> Weights:
    """Return weights under which those who helped come first, and chances that hold.

    The first fifth of the history only fills the store, the questions from there to 7/8 give the weights, those of the
    later half the chances (with so few weights it does no harm that both see some of them, and few questions make bad
    chances). ``seed`` decides which of the candidates who did not answer are looked at. Raises ``InvalidInput`` with
    fewer than 500 questions that somebody else answered.
    """
    lesson = Lesson(history, seed=seed)
    for moment in walk(history, lesson.wants):
        lesson.take(moment)
    return learned([lesson])


class Lesson:
    """The questions of a history to learn from, and what was seen of them."""

    def __init__(self, history: History, *, seed: int = 0) -> None:
        """Choose among the questions of ``history``; what it does not know of who helped is not learned."""
        n, self._helpers = len(history.asked), history.helpers()
        answered = [i for i, who in enumerate(self._helpers) if who]
        if len(answered) < ENOUGH:
            raise InvalidInput("history", f"has fewer than {ENOUGH} answered questions")
        self._to_weigh = _spread([i for i in answered if SKIPPED * n <= i < WEIGHED * n], MOST_WEIGHED)
        self._to_calibrate = _spread([i for i in answered if i >= CALIBRATED * n], MOST_CALIBRATED)
        self._dice = np.random.default_rng(seed)
        self.weighed: list[Sample] = []
        self.calibrated: list[Sample] = []

    def wants(self, number: int) -> bool:
        """Say whether the question is one to learn from."""
        return number in self._to_weigh or number in self._to_calibrate

    def take(self, moment: Moment) -> None:
        """Take in a question that is wanted."""
        value, member = moment.signals.value, moment.signals.member
        helped = np.isin(member, list(self._helpers[moment.number]))
        if moment.number in self._to_calibrate:
            self.calibrated.append((value, helped))
        if moment.number not in self._to_weigh:
            return
        kept = helped | (self._dice.random(len(member)) < OTHERS)
        kept[np.argsort(-scored(value, PLAIN), kind="stable")[:HARD]] = True
        self.weighed.append((columns(value)[kept], helped[kept]))


def learned(lessons: Sequence[Lesson]) -> Weights:
    """Return the weights of what the lessons saw together."""
    of = _logistic(*_stacked([one for lesson in lessons for one in lesson.weighed])).round(6)
    scores, helped = _stacked([(columns(v) @ of, helped) for lesson in lessons for v, helped in lesson.calibrated])
    return Weights(tuple(of.tolist()), *_curve(scores, helped))


def _spread(numbers: list[int], most: int) -> set[int]:
    """Return at most ``most`` of the numbers, evenly spread."""
    at = np.linspace(0, len(numbers) - 1, min(most, len(numbers))).round().astype(int)
    return {numbers[i] for i in at}


def _stacked(samples: list[Sample]) -> Sample:
    return np.concatenate([x for x, _ in samples]), np.concatenate([y for _, y in samples])


def _logistic(x: NDArray[np.float64], helped: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the weights of the columns as they are; the intercept is left to the curve."""
    from scipy.optimize import minimize
    from scipy.special import expit

    middle, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread < 1e-9] = np.inf  # a signal that never differs says nothing
    z, y = (x - middle) / spread, helped.astype(float)

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = z @ w[1:] + w[0]
        off = expit(score) - y
        value = np.logaddexp(0, score).sum() - y @ score + PENALTY / 2 * (w[1:] ** 2).sum()
        return float(value), np.concatenate([[off.sum()], z.T @ off + PENALTY * w[1:]])

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights: NDArray[np.float64] = found.x[1:] / spread
    return weights


def _curve(score: NDArray[np.float64], helped: NDArray[np.bool_]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the knots of the chance by score: bins of equally many who helped, made to rise."""
    from scipy.optimize import isotonic_regression

    order = np.argsort(score, kind="stable")
    score, helped = score[order], helped[order]
    bins = int(np.clip(helped.sum() // LEAST_HELPED, 1, KNOTS))
    # Each bin ends with its last one who helped; what is above the last of all belongs to the last bin.
    bin_of = np.minimum((np.cumsum(helped) - helped) * bins // max(int(helped.sum()), 1), bins - 1)
    many = np.bincount(bin_of, minlength=bins)
    there = many > 0
    middle = (np.bincount(bin_of, score, minlength=bins) / np.maximum(many, 1))[there]
    share = (np.bincount(bin_of, helped, minlength=bins) / np.maximum(many, 1))[there]
    if not len(middle):
        return (0.0,), (0.0,)
    rising = isotonic_regression(share, weights=many[there]).x
    return tuple(middle.round(6).tolist()), tuple(rising.round(6).tolist())
