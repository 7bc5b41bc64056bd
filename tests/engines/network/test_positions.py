"""The picture: the same tomorrow, and nobody moves because somebody joined."""

from __future__ import annotations

import numpy as np
import pytest

from peerloop.engines import InvalidInput
from peerloop.engines.network import positions, survey


def company(members, seed=0):
    """Circles of about twenty who know each other well."""
    random = np.random.default_rng(seed)
    source = np.repeat(np.arange(members), 4)
    target = source // 20 * 20 + random.integers(0, 20, source.size)
    far = random.random(source.size) < 0.1
    target[far] = random.integers(0, members, far.sum())
    key = np.unique((source * members + target)[(source != target) & (target < members)])
    return key // members, key % members, np.ones(key.size)


@pytest.mark.parametrize("members", [0, 1, 2, 60, 1500])
def test_everybody_has_a_place_in_the_picture_and_it_is_the_same_in_every_run(members):
    network = survey(*company(members), members=members)
    places = positions(network, seed=4)
    assert places.shape == (members, 2)
    assert np.abs(places).max(initial=0) <= 1
    assert len(np.unique(places.round(9), axis=0)) == members
    assert np.array_equal(places, positions(network, seed=4))


def test_those_who_know_each_other_lie_closer():
    source, target, weight = company(60)
    places = positions(survey(source, target, weight, members=60))
    tied = np.linalg.norm(places[source] - places[target], axis=1).mean()
    anyone = np.linalg.norm(places[:, None] - places[None], axis=2).mean()
    assert tied < 0.6 * anyone


def test_nobody_moves_because_somebody_joined_and_the_new_one_lies_near_their_ties():
    source, target, weight = company(60)
    places = positions(survey(source, target, weight, members=60))
    joined = survey(np.append(source, [60, 60]), np.append(target, [0, 1]), np.append(weight, [1, 1]), members=61)
    after = positions(joined, before=np.vstack([places, [[np.nan, np.nan]]]))
    assert np.array_equal(after[:60], places)
    near = np.linalg.norm(after[60] - places[:2].mean(axis=0))
    assert near < np.median(np.linalg.norm(places - places[:2].mean(axis=0), axis=1))


def test_in_a_large_picture_the_communities_stay():
    network = survey(*company(1500), members=1500)
    places = positions(network)
    again = positions(network, before=places, seed=9)
    middles = [[at[network.community == c].mean(axis=0) for c in range(10)] for at in (places, again)]
    assert np.abs(np.array(middles[0]) - np.array(middles[1])).max() < 0.05


@pytest.mark.parametrize("before", [np.zeros((2, 2)), np.zeros(3), np.full((3, 2), np.inf)])
def test_a_last_picture_of_another_shape_is_named(before):
    with pytest.raises(InvalidInput) as wrong:
        positions(survey([0], [1], [1], members=3), before=before)
    assert wrong.value.field == "before"
