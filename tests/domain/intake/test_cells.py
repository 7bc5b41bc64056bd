"""Availability, languages and skills as people write them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from peerloop.intake.rules.availability import DAYS, week_of
from peerloop.intake.rules.languages import languages_of
from peerloop.intake.rules.skill_lists import skills_of
from peerloop.people.week import OCTETS, WORKING_WEEK, unpack


def test_the_office_week_in_words() -> None:
    assert week_of("Mo-Fr 09:00-17:00") == week_of("monday–friday 9:00 – 17:00;") == WORKING_WEEK


def test_parts_add_up_and_days_go_over_the_weeks_end() -> None:
    assert unpack(week_of("Sa-Mo 23:45-24:00; we 0:00-0:15")) == {95, 192, 6 * 96 - 1, 7 * 96 - 1}
    assert unpack(week_of("Never")) == set()


@pytest.mark.parametrize(
    "text",
    ["always", "Mo", "Mo 9-17", "Mo 09:10-10:00", "Mo 10:00-09:00", "Mo 09:00-09:00", "Mo 09:00-24:15",
     "Xy 09:00-10:00", "M 09:00-10:00", "Mo 09:60-10:00", "Monkey 09:00-10:00", "Mo 09:00-10:00, Tu 09:00-10:00"],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        week_of(text)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 95), st.integers(1, 96)), min_size=1, max_size=12))
def test_a_week_is_the_quarters_of_its_parts(parts: list[tuple[int, int, int]]) -> None:
    spans = [(day, start, max(end, start + 1)) for day, start, end in parts]
    text = ";".join(
        f"{DAYS[day]} {start // 4}:{start % 4 * 15:02}-{end // 4:02}:{end % 4 * 15:02}" for day, start, end in spans
    )
    assert unpack(week_of(text)) == {day * 96 + quarter for day, start, end in spans for quarter in range(start, end)}


@given(st.text(max_size=80))
def test_no_cell_breaks_its_reader(text: str) -> None:
    for reader in (week_of, languages_of, skills_of):
        try:
            read = reader(text)
        except ValidationError:
            continue
        assert not isinstance(read, bytes) or len(read) == OCTETS


def test_languages_are_codes() -> None:
    assert languages_of("en; DE;pt_BR;en") == ["en", "de", "pt-br"]
    with pytest.raises(ValidationError, match="klingon"):
        languages_of("en;klingon")
    with pytest.raises(ValidationError, match="xx"):
        languages_of("xx")


def test_skills_have_levels() -> None:
    assert skills_of("Rust:4; Public  speaking ;C++:1;rust:4") == {"Rust": 4, "Public speaking": 3, "C++": 1, "rust": 4}


@pytest.mark.parametrize(
    "text",
    ["Rust:0", "Rust:6", "Rust:", "Rust:x", "Rust:-1", "Rust:4;Rust:5", ":3", "+++", "x" * 121,
     ";".join(f"skill {number}" for number in range(201))],
)  # fmt: skip
def test_what_cannot_be_skills_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        skills_of(text)
