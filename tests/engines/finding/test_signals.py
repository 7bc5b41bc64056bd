"""What speaks for whom, counted again by plain loops, and what may not count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.finding import (
    FEATURES,
    Answered,
    Asked,
    Contributions,
    History,
    Load,
    Question,
    is_sound,
    plain_bm25,
    plain_signals,
    rank_helpers,
    rank_text,
    signals,
    tokens,
)
from peerloop.engines.finding.index import TextIndex

DAY = 86_400.0
WORDS = ["pivot", "table", "excel", "rust", "borrow", "lifetime", "sql", "join", "the", "how"]
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
people = st.integers(0, 6)


@st.composite
def histories(draw: st.DrawFn) -> History:
    times = sorted(draw(st.lists(st.integers(0, 900), max_size=12)))
    asked = [
        Asked(draw(people), day * DAY, draw(texts), draw(texts), tuple(draw(st.sets(st.integers(0, 2)))))
        for day in times
    ]
    answered = [
        Answered(q, draw(people), asked[q].at + draw(st.integers(0, 60)) * DAY + 1, draw(texts),
                 draw(st.sampled_from([1.0, 2.0])), asked[q].at + 50 * DAY)
        for q in (draw(st.lists(st.integers(0, len(asked) - 1), max_size=25)) if asked else [])
    ]  # fmt: skip
    return History(asked, answered)


def store_of(history: History, audience: dict[int, int] | None = None) -> Contributions:
    """Return a store of all of a history; ``audience``: of some questions."""
    store, given = Contributions(), sorted(history.answered, key=lambda one: one.at)
    for number, one in enumerate(history.asked):
        store.ask(one.text, by=one.by, at=one.at, title=one.title, topics=one.topics,
                  audience=(audience or {}).get(number, 0))  # fmt: skip
    for a in given:
        store.answer(a.question, a.text, by=a.by, at=a.at, grade=a.grade, graded_at=a.graded_at)
    return store


questions = st.builds(
    Question,
    text=texts,
    title=texts,
    topics=st.sets(st.integers(0, 2)).map(tuple),
    left_out=st.frozensets(people, max_size=2),
    offering=st.frozensets(people, max_size=2),
)


@settings(max_examples=80, deadline=None)
@given(histories(), questions, people, st.integers(1, 1000))
def test_signals_are_what_plain_loops_count(history: History, question: Question, asker: int, day: int):
    now = day * DAY
    told = signals(question, store_of(history), asker=asker, now=now)
    plain = plain_signals(question, history, asker=asker, now=now)
    assert set(told.member[~told.unproven].tolist()) == set(plain)
    for c, member in enumerate(told.member.tolist()):
        for name, value in plain.get(member, {}).items():
            assert told.value[c, FEATURES.index(name)] == pytest.approx(value, abs=1e-9)
    assert is_sound(rank_helpers(told), question, history, asker=asker, now=now)


@settings(max_examples=60, deadline=None)
@given(histories(), questions, people, st.integers(1, 1000))
def test_nothing_after_now_counts_even_in_the_statistics_of_words(
    history: History, question: Question, asker: int, day: int
):
    now = day * DAY
    early = [one for one in history.asked if one.at < now]
    before = History(early, [one for one in history.answered if one.at < now])
    with_future = signals(question, store_of(history), asker=asker, now=now)
    without = signals(question, store_of(before), asker=asker, now=now)
    assert with_future.member.tolist() == without.member.tolist()
    assert np.array_equal(with_future.value, without.value)
    assert rank_helpers(with_future) == rank_helpers(without)


@settings(max_examples=60, deadline=None)
@given(histories(), questions, people, st.data())
def test_a_row_that_the_asker_may_not_see_might_as_well_not_be_there(
    history: History, question: Question, asker: int, data: st.DataObject
):
    hidden = data.draw(st.sets(st.integers(0, max(len(history.asked) - 1, 0))))
    store = store_of(history, dict.fromkeys(hidden, 7))
    kept = [q for q in range(len(history.asked)) if q not in hidden]
    number = {q: i for i, q in enumerate(kept)}
    open_only = History(
        [history.asked[q] for q in kept],
        [replace(one, question=number[one.question]) for one in history.answered if one.question in number],
    )
    now = 2000 * DAY
    outside = signals(replace(question, audiences=frozenset()), store, asker=asker, now=now)
    alone = signals(question, store_of(open_only), asker=asker, now=now)
    inside = signals(replace(question, audiences=frozenset({7})), store, asker=asker, now=now)
    assert outside.member.tolist() == alone.member.tolist()
    assert np.allclose(outside.value, alone.value, rtol=1e-12, atol=0)
    assert np.array_equal(inside.value, signals(question, store, asker=asker, now=now).value)


@settings(max_examples=40, deadline=None)
@given(histories(), questions, people, st.permutations(range(7)))
def test_other_numbers_for_the_same_people_change_nothing(
    history: History, question: Question, asker: int, number: list[int]
):
    now = 1000 * DAY
    renamed = History(
        [replace(one, by=number[one.by]) for one in history.asked],
        [replace(one, by=number[one.by]) for one in history.answered],
    )
    other = replace(
        question,
        left_out=frozenset(number[m] for m in question.left_out),
        offering=frozenset(number[m] for m in question.offering),
    )
    here = {h.member: h.chance for h in rank_helpers(signals(question, store_of(history), asker=asker, now=now))}
    there = rank_helpers(signals(other, store_of(renamed), asker=number[asker], now=now))
    assert {number[m]: chance for m, chance in here.items()} == pytest.approx({h.member: h.chance for h in there})


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=12), texts, st.integers(0, 12))
def test_the_index_is_bm25_of_the_texts_that_it_may_see(documents: list[str], query: str, first: int):
    index = TextIndex()
    for document in documents:
        index.add(tokens(document))
    n = min(first, len(documents))
    plain = plain_bm25(tokens(query), [tokens(document) for document in documents[:n]])
    assert index.scores(tokens(query), first=n) == pytest.approx(plain)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["rust", "c++ rust", "sql", "語", ""]), max_size=8), st.sampled_from(["rust", "c++", ""])
)
def test_texts_at_hand_are_ranked_by_the_words_they_have(documents: list[str], query: str):
    hits = rank_text(tokens(query), documents)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {hit.document for hit in hits} == {
        i for i, document in enumerate(documents) if set(tokens(query)) & set(tokens(document))
    }


EXCEL, RUST = 0, 1
ALICE, BO, CHARLIE, DANA = range(4)


def small_company() -> Contributions:
    """Bo answered about pivot tables, Charlie about borrowing, Dana about everything but neither."""
    store = Contributions()
    first = store.ask("How do I group a pivot table by month?", by=ALICE, at=0, topics=[EXCEL])
    store.ask("Borrowed value does not live long enough", by=ALICE, at=DAY, topics=[RUST])
    for n in range(30):
        lunch = store.ask(f"Where is lunch number {n}?", by=ALICE, at=2 * DAY, topics=[9])
        store.answer(lunch, "Downstairs", by=DANA, at=40 * DAY)
    store.answer(first, "Right-click a date in the pivot table, then Group.", by=BO, at=41 * DAY, grade=2)
    store.answer(1, "The borrow must end before the value does.", by=CHARLIE, at=42 * DAY)
    return store


def test_who_answered_a_similar_question_comes_first_with_that_answer_as_evidence():
    told = signals(Question("pivot table by week"), small_company(), asker=ALICE, now=50 * DAY)
    helpers = rank_helpers(told)
    assert [helper.member for helper in helpers] == [BO]
    assert [(one.row, one.kind) for one in helpers[0].evidence] == [(30, "similar")]


def test_nobody_has_shown_it_yet_is_said_rather_than_naming_the_busiest():
    store = small_company()
    helpers = rank_helpers(signals(Question("knitting patterns"), store, asker=ALICE, now=50 * DAY))
    assert (list(helpers), helpers.why_empty) == ([], "nobody has shown this yet")
    away = Question("pivot table", left_out=frozenset({BO}))
    helpers = rank_helpers(signals(away, store, asker=ALICE, now=50 * DAY))
    assert (list(helpers), helpers.why_empty) == ([], "who has shown this is taken or away just now")


def test_who_only_offers_it_comes_last_unproven_and_without_a_chance():
    asked = Question("pivot table", offering=frozenset({BO, DANA}))
    helpers = rank_helpers(signals(asked, small_company(), asker=ALICE, now=50 * DAY))
    assert [(helper.member, helper.unproven, helper.chance is None) for helper in helpers] == [
        (BO, False, False),
        (DANA, True, True),
    ]


def test_an_answer_counts_in_the_very_next_question():
    store = small_company()
    asked = Question("knitting")
    assert list(rank_helpers(signals(asked, store, asker=ALICE, now=50 * DAY))) == []
    new = store.ask("Knitting needles?", by=ALICE, at=50 * DAY)
    store.answer(new, "Circular ones for knitting.", by=DANA, at=50 * DAY)
    assert [h.member for h in rank_helpers(signals(asked, store, asker=ALICE, now=50 * DAY + 1))] == [DANA]


def test_a_grade_counts_from_the_moment_it_is_given():
    store = small_company()
    asked = Question("borrow")
    before = signals(asked, store, asker=ALICE, now=50 * DAY)
    store.grade(31, 2, at=60 * DAY)
    assert np.array_equal(signals(asked, store, asker=ALICE, now=50 * DAY).value, before.value)
    after = signals(asked, store, asker=ALICE, now=61 * DAY)
    faded = 0.5 ** (11 / 365)
    answers = FEATURES.index("answers")
    assert after.value[0, answers] == pytest.approx(2 * faded * before.value[0, answers])


def test_nobody_is_put_first_for_more_than_a_quarter_of_a_weeks_questions():
    store = small_company()
    store.answer(0, "Use Group in the pivot table menu.", by=DANA, at=43 * DAY)
    told = signals(Question("pivot table"), store, asker=ALICE, now=50 * DAY)
    best, second = (helper.member for helper in rank_helpers(told))
    spared = rank_helpers(told, load=Load({best: 5}, 20))
    assert [(helper.member, helper.full) for helper in spared] == [(second, False), (best, True)]
    assert not Load({best: 1}, 1).is_full(best)
    assert not Load({best: 4}, 20).is_full(best)
    assert Load({best: 5}, 20).is_full(best)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda store: store.ask("x", by=0, at=1.0), "at"),
        (lambda store: store.ask("x", by=-1, at=60 * DAY), "by"),
        (lambda store: store.ask("x", by=0, at=float("nan")), "at"),
        (lambda store: store.answer(99, "x", by=0, at=60 * DAY), "question"),
        (lambda store: store.answer(0, "x", by=0, at=60 * DAY, grade=3), "grade"),
        (lambda store: store.grade(99, 2, at=60 * DAY), "answer"),
    ],
)
def test_bad_rows_are_named_and_leave_nothing_half(change: Any, field: str):
    store = small_company()
    before = signals(Question("pivot table"), store, asker=ALICE, now=90 * DAY)
    with pytest.raises(InvalidInput) as refused:
        change(store)
    assert refused.value.field == field
    assert np.array_equal(signals(Question("pivot table"), store, asker=ALICE, now=90 * DAY).value, before.value)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"asker": -1}, "asker"),
        ({"now": float("nan")}, "now"),
        ({"question": Question("x", offering=frozenset({-2}))}, "offering"),
    ],
)
def test_a_question_of_nobody_or_of_no_time_is_named(asked: dict[str, Any], field: str):
    whole = {"question": Question("pivot table"), "asker": ALICE, "now": 50 * DAY} | asked
    with pytest.raises(InvalidInput) as refused:
        signals(whole["question"], small_company(), asker=whole["asker"], now=whole["now"])
    assert refused.value.field == field
