"""What may be told of a replay: figures about five askers or more, and nothing that leaves a smaller cell over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerloop.matchmaking.rules import FEW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.engines.finding import Luck
    from peerloop.matchmaking.queries.history import Replayed


def told(past: Replayed) -> dict[str, Any]:
    """Return the figures by name; None where too few people are behind them, or behind what is left of the whole."""
    report = past.report
    whole = report.all
    large = whole.askers >= FEW
    rest = whole.questions - report.tail.questions
    return {
        "requests": past.requests if past.requests >= FEW else None,
        "weights": "own" if past.learned else "shipped",
        "found": _luck(whole) if large else None,
        "by_newcomers": report.unfindable if large and report.unfindable >= FEW else None,
        "outside_the_20_busiest": _luck(report.tail) if report.tail.askers >= FEW and not 0 < rest < FEW else None,
        "by_tenure": _cut(report.by_tenure),
        "by_tie": _cut(report.by_tie),
        "chances": [
            {"helpers": one.helpers, "said": round(one.said, 3), "true": round(one.true, 3)}
            for one in report.calibration
            if large and min(round(one.true * one.helpers), round((1 - one.true) * one.helpers)) >= FEW
        ],
    }


def _luck(luck: Luck) -> dict[str, float]:
    return {
        "requests": luck.questions,
        "mrr": round(luck.mrr, 3),
        "success_at_5": round(luck.success5, 3),
        "recall_at_10": round(luck.recall10, 3),
    }


def _cut(cut: Mapping[str, Luck]) -> dict[str, dict[str, float]] | None:
    """Return the cells of a cut; none of them where one is small, since it would be what the others leave."""
    if any(0 < luck.askers < FEW for luck in cut.values()):
        return None
    return {name: _luck(luck) for name, luck in cut.items() if luck.questions} or None
