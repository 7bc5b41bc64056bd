"""A made-up round of any size: members with topics, one submission each, the nearest others as candidates."""

from __future__ import annotations

import numpy as np

TOPICS = 16


def made_up(members: int, candidates: int, seed: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (submission, reviewer, similarity): member m wrote submission m.

    Members have a mix of topics; half of the candidates are near in topic (sampled among those with the same strongest
    topic), the others anybody. Similarity is the cosine of the mixes, 0 to 1.
    """
    dice = np.random.default_rng(seed)
    mix = dice.dirichlet(np.full(TOPICS, 0.2), members).astype(np.float32)
    mix /= np.linalg.norm(mix, axis=1, keepdims=True)
    main = mix.argmax(axis=1)
    order = np.argsort(main, kind="stable")
    start = np.searchsorted(main[order], np.arange(TOPICS + 1))
    size = np.diff(start)
    near = candidates // 2
    own = np.repeat(np.arange(members), near)
    inside = order[start[main[own]] + (dice.random(len(own)) * size[main[own]]).astype(np.int64)]
    submission = np.concatenate([own, np.repeat(np.arange(members), candidates - near)])
    reviewer = np.concatenate([inside, dice.integers(0, members, members * (candidates - near))])
    key = np.unique(submission * members + reviewer)
    submission, reviewer = np.divmod(key, members)
    keep = submission != reviewer
    submission, reviewer = submission[keep], reviewer[keep]
    similarity = np.einsum("ij,ij->i", mix[submission], mix[reviewer])
    return submission, reviewer, similarity.astype(np.float64)
