"""Whose writing is near, and why nobody can count on it."""

from __future__ import annotations

import numpy as np
import pytest

from peerloop.engines import InvalidInput
from peerloop.engines.allocation import expertise

TEXTS = ["bread and sourdough ovens", "sailing boats at sea", "C++ compilers"]
PROFILES = ["a boat, the sea, sailing", "sourdough bread", "compilers for c++ and c"]


def test_the_nearest_comes_out_nearest():
    of, by, near = expertise(TEXTS, PROFILES)
    table = np.zeros((3, 3))
    table[of, by] = near
    assert table.argmax(axis=1).tolist() == [1, 0, 2]
    assert ((near >= 0) & (near <= 1)).all()


def test_only_the_nearest_are_kept():
    of, by, _ = expertise(TEXTS, PROFILES, most=1)
    assert (of.tolist(), by.tolist()) == ([0, 1, 2], [1, 0, 2])


def test_a_perfect_fit_is_left_out_as_often_as_the_cap_says():
    there = sum(bool((expertise(["bread"], ["bread", "sea"], cap=0.5, seed=seed)[1] == 0).any()) for seed in range(400))
    assert 160 <= there <= 240


def test_no_text_has_no_edges_and_no_words_no_nearness():
    assert [part.tolist() for part in expertise([], [])] == [[], [], []]
    assert expertise([""], ["bread"])[2].tolist() == [0.0]


@pytest.mark.parametrize("cap", [0.0, 1.1, float("nan")])
def test_a_cap_is_a_share(cap: float):
    with pytest.raises(InvalidInput):
        expertise(TEXTS, PROFILES, cap=cap)
