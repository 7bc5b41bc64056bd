"""The histories of questions that the engine is measured on, as they lie in the measuring data."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from benchmarks.data import find
from peerloop.engines.finding import Answered, Asked, History

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = {"Lean chat": "qa-leanzulip", "Travel": "qa-travelse"}
WEIGHED, LEARNED = 0.7, 0.8
SETTLED = 7 * 86_400


def history(name: str) -> History | None:
    """Return a history by its name in ``NAMES``, or None where its data is not there.

    When an answer was thanked for is not told; it counts as graded from a week after it on.
    """
    folder = find(NAMES[name])
    if folder is None:
        return None
    people: dict[str, int] = {}
    topics: dict[str, int] = {}
    asked, number = [], {}
    for row in _rows(folder / "questions.jsonl.gz"):
        number[row["qid"]] = len(asked)
        named = row.get("tags") or [row["channel"]]
        about = tuple(topics.setdefault(topic, len(topics)) for topic in named)
        by = people.setdefault(row["asker"], len(people))
        asked.append(Asked(by, row["ts"], row["text"], row["title"], about))
    answered = [
        Answered(
            number[row["qid"]],
            people.setdefault(row["user"], len(people)),
            row["ts"],
            row["text"],
            row["grade"],
            row["ts"] + SETTLED,
        )
        for row in _rows(folder / "answers.jsonl.gz")
    ]
    return History(asked, answered)


def first(whole: History, share: float) -> History:
    """Return the first ``share`` of the questions, and what was answered until the next one was asked."""
    n = int(share * len(whole.asked))
    answered = [one for one in whole.answered if one.question < n and one.at < whole.asked[n].at]
    return History(whole.asked[:n], answered)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
