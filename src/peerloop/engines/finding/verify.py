"""Checks of the engine that share nothing with its index and arrays: everything again, by plain loops."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from peerloop.engines.finding.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.engines.finding.history import History
    from peerloop.engines.finding.question import Question
    from peerloop.engines.finding.rank import Helpers

DAY, WORDS, RAREST = 86_400, 400, 40


def plain_bm25(query: Sequence[str], texts: Sequence[Sequence[str]]) -> list[float]:
    """Return the BM25 score of each text, a word at a time; words that more than a fifth have do not count."""
    counted = [Counter(text) for text in texts]
    spread = {word: sum(word in text for text in counted) for word in query}
    telling = sorted((n, word) for word, n in spread.items() if 0 < n <= max(0.2 * len(texts), 2))[:RAREST]
    mean = sum(map(len, texts)) / max(len(texts), 1)
    scores = []
    for text, words in zip(counted, texts, strict=True):
        score = 0.0
        for n, word in telling:
            weight = math.log(1 + (len(texts) - n + 0.5) / (n + 0.5))
            score += weight * text[word] * 2.2 / (text[word] + 1.2 * (0.25 + 0.75 * len(words) / mean))
        scores.append(score)
    return scores


def plain_signals(question: Question, history: History, *, asker: int, now: float) -> dict[int, dict[str, float]]:
    """Return what speaks for each member who has evidence, from the rows of ``history`` that stood before ``now``.

    The signals "similar", "answers", "topic", "active", "days_14", "tie" and "seen" of ``signals``, in the same units.
    """
    asked = [(i, one) for i, one in enumerate(history.asked) if one.at < now]
    answered = sorted((one for one in history.answered if one.at < now), key=lambda one: one.at)
    query = tokens(question.title)[:WORDS] + tokens(question.text)[:WORDS]
    texts = [tokens(one.title)[:WORDS] + tokens(one.text)[:WORDS] for _, one in asked]
    near = _nearest(plain_bm25(query, texts), 100)
    matching = _nearest(plain_bm25(query, [tokens(one.text)[:WORDS] for one in answered]), 200)
    found: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    on_topic = {t: sum(t in history.asked[one.question].topics for one in answered) for t in set(question.topics)}
    for row, one in enumerate(answered):
        age, own = (now - one.at) / DAY, found[one.by]
        graded = one.grade if one.graded_at is None or one.graded_at < now else 1.0
        own["similar"] += near.get(one.question, 0.0) * graded * 0.5 ** (age / 365)
        own["answers"] += matching.get(row, 0.0) * graded * 0.5 ** (age / 365)
        for topic in set(question.topics) & set(history.asked[one.question].topics):
            own["topic"] += 0.5 ** (age / 180) * math.log(1 + len(answered) / on_topic[topic])
        own["active"] += 0.5 ** (age / 180) if age <= 1800 else 0
        own["days_14"] += age <= 14
        own["tie"] += 0.5 ** (age / 180) if history.asked[one.question].by == asker else 0
        own["seen"] = age
    for _, was in asked:
        if was.by in found:
            found[was.by]["seen"] = min(found[was.by]["seen"], (now - was.at) / DAY)
    shown = {m: own for m, own in found.items() if own["similar"] or own["answers"] or own["topic"]}
    return {m: dict(own) for m, own in shown.items() if m != asker and m not in question.left_out}


def is_sound(helpers: Helpers, question: Question, history: History, *, asker: int, now: float) -> bool:
    """Say whether every promise holds that can be counted, of a store filled from ``history`` in the order of time.

    Each once, never the asker nor who is left out; whoever is proven has an answer of their own from before ``now``
    that says so, and a chance; the unproven offer it and have none; the proven come first, but for who is full; chances
    never rise; an empty list says why.
    """
    rows = sorted(history.answered, key=lambda one: one.at)
    members = [helper.member for helper in helpers]
    if len(set(members)) != len(members) or asker in members or question.left_out & set(members):
        return False
    if bool(helpers) == bool(helpers.why_empty):
        return False
    for helper in helpers:
        proof = [rows[one.row].by == helper.member and rows[one.row].at < now for one in helper.evidence]
        if helper.unproven != (not proof) or not all(proof) or helper.unproven != (helper.chance is None):
            return False
        if helper.unproven and helper.member not in question.offering:
            return False
    places = [(helper.full, helper.unproven, -(helper.chance or 0.0)) for helper in helpers]
    return places == sorted(places)


def _nearest(scores: list[float], most: int) -> dict[int, float]:
    order = sorted((i for i, score in enumerate(scores) if score > 0), key=lambda i: (-scores[i], i))
    return {i: scores[i] for i in order[:most]}
