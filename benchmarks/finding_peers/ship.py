"""Write the weights that Peerloop ships: ``python -m benchmarks.finding_peers.ship > src/…/finding/shipped.py``.

One fit over the first 80% of Lean chat and of Travel together (weights on the first 70%, the curve on the later half of
the 80%); what comes after is what the benchmark tests on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.finding_peers.histories import LEARNED, NAMES, first, history
from peerloop.engines.finding.fit import Lesson, learned
from peerloop.engines.finding.history import walk
from peerloop.engines.finding.weights import COLUMNS

if TYPE_CHECKING:
    from peerloop.engines.finding import Weights


def main() -> None:
    """Print the module."""
    lessons = []
    for name in NAMES:
        whole = history(name)
        if whole is None:
            raise SystemExit(f"The measuring data of {name} is not there.")
        part = first(whole, LEARNED)
        lesson = Lesson(part)
        for moment in walk(part, lesson.wants):
            lesson.take(moment)
        lessons.append(lesson)
    print(module(learned(lessons)))


def module(weights: Weights) -> str:
    """Return the module that ships the weights."""
    rows = [f'    "{column}": {weight:.4g},' for column, weight in zip(COLUMNS, weights.of, strict=True)]
    return "\n".join(
        [
            '"""The weights that Peerloop ships; see `docs/build/engines/finding.md` for how they came about."""\n',
            "from __future__ import annotations\n",
            "from peerloop.engines.finding.weights import COLUMNS, Weights\n",
            "OF = {",
            *rows,
            "}",
            f"SCORE = {tuple(round(one, 3) for one in weights.score)}",
            f"CHANCE = {tuple(round(one, 4) for one in weights.chance)}",
            "DEFAULT = Weights(of=tuple(OF[column] for column in COLUMNS), score=SCORE, chance=CHANCE)",
        ]
    )


if __name__ == "__main__":
    main()
