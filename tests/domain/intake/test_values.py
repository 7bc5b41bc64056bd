"""Cells as other people write them: taken where they mean one thing, named where they could mean two."""

from __future__ import annotations

import pytest
from tests.domain.intake.books import book

from peerloop.intake.rules.faults import Faults
from peerloop.intake.rules.languages import languages_of
from peerloop.intake.rules.reading import Table, read


def given(column: str, *cells: str, separator: str = ",") -> tuple[Table, list[str], list[tuple[int, str]]]:
    rows = [["email", "name", column], *([f"{number}@x.org", "A", f'"{cell}"'] for number, cell in enumerate(cells))]
    faults = Faults()
    table = read("\n".join(separator.join(row) for row in rows).encode(), faults)
    return table, [line.cells[column] for line in table.lines], [(fault.line, fault.value) for fault in faults.found]


@pytest.mark.parametrize(
    "cell",
    ["2024-04-29", "29.04.2024", "29.4.24", "29. 4. 2024", "04/29/2024", "29/04/2024", "29-04-2024", "2024/4/29",
     "29-Apr-2024", "29 April 2024", "Apr 29, 2024", "2024-04-29 00:00:00", "2024-04-29T08:00:00Z",
     "4/29/2024 12:00 AM"],
)  # fmt: skip
def test_a_day_that_can_be_one_day_only_is_taken(cell: str) -> None:
    assert given("hired_on", cell)[1:] == (["2024-04-29"], [])


def test_the_other_cells_of_the_column_say_which_comes_first() -> None:
    table, days, faults = given("hired_on", "03/04/2024", "29/04/2024", "")
    assert (days, faults, table.told) == (["2024-04-03", "2024-04-29", ""], [], ("Days are read with the day first.",))
    table, days, faults = given("hired_on", "03-04-2024", "04-29-2024")
    assert (days, faults, table.told) == (["2024-03-04", "2024-04-29"], [], ("Days are read with the month first.",))


def test_a_day_that_could_be_two_is_named() -> None:
    assert given("hired_on", "03/04/2024", "04/04/2024")[1:] == (["", "2024-04-04"], [(2, "03/04/2024")])
    assert given("hired_on", "03/04/2024", "29/04/2024", "04/29/2024")[1:] == (
        ["", "2024-04-29", "2024-04-29"], [(2, "03/04/2024")],
    )  # fmt: skip
    assert given("hired_on", "45411")[1:] == ([""], [(2, "45411")])


@pytest.mark.parametrize("cell", ["31.02.2024", "04/29/24", "0.0.0000", "99/99/2024", "12 Foo 2024", "soon"])
def test_what_is_no_day_is_named(cell: str) -> None:
    assert given("hired_on", cell)[1:] == ([""], [(2, cell)])


@pytest.mark.parametrize(
    ("separator", "cells", "read_as"),
    [
        (",", ["Rust:4;SQL"], ["Rust:4;SQL"]),
        (",", ["Lists, queues", "Rust|SQL"], ["Lists, queues", "Rust;SQL"]),
        (",", ["Lists, queues"], ["Lists, queues"]),
        (";", ["Rust:4,SQL", "Go"], ["Rust:4;SQL", "Go"]),
        (";", ["Rust:4|Lists, queues"], ["Rust:4;Lists, queues"]),
        (";", ["Rust:4;SQL", "Lists, queues"], ["Rust:4;SQL", "Lists, queues"]),
        ("\t", ["Rust\nSQL"], ["Rust;SQL"]),
    ],
)
def test_lists_have_the_sign_that_the_cells_do_not(separator: str, cells: list[str], read_as: list[str]) -> None:
    assert given("offers", *cells, separator=separator)[1] == read_as


def test_in_a_workbook_commas_separate_under_other_peoples_headings_only() -> None:
    cells = [["a@x.org", "A", "Lists, queues"]]
    own = read(book(["email", "name", "offers"], *cells), Faults())
    theirs = read(book(["email", "name", "Kenntnisse"], *cells), Faults(), headings={"kenntnisse": "offers"})
    assert (own.lines[0].cells["offers"], theirs.lines[0].cells["offers"]) == ("Lists, queues", "Lists; queues")


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [("'=Alice", "=Alice"), ("'+1", "+1"), ("'-x", "-x"), ("'@x", "@x"), ("''=x", "'=x"), ("'n Alice", "'n Alice"),
     ("=Alice", "=Alice")],
)  # fmt: skip
def test_the_sign_that_keeps_a_formula_from_being_one_falls_off(cell: str, read_as: str) -> None:
    assert given("place", cell)[1] == [read_as]


def test_numbers_with_a_comma_addresses_with_a_scheme_and_languages_by_name_are_understood() -> None:
    assert given("weekly_hours", "2,5", "3")[1] == ["2.5", "3"]
    assert read(b"email,name\nMAILTO:a@x.org,A\n", Faults()).lines[0].cells["email"] == "a@x.org"
    assert languages_of("Deutsch; English;français;pt-BR") == ["de", "en", "fr", "pt-br"]
