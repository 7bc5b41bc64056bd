"""Bytes become cells, or somebody is told what to mend."""

from __future__ import annotations

import pytest

from peerloop.intake.rules import columns
from peerloop.intake.rules.faults import Fault, Faults
from peerloop.intake.rules.reading import read


def told(content: bytes) -> list[Fault]:
    faults = Faults()
    read(content, faults)
    return faults.ordered()


@pytest.mark.parametrize(
    ("content", "line", "field"),
    [
        (b"", 1, ""),
        (b"\n\n", 1, ""),
        (b"email,name\n", 2, ""),
        (b"email\na@example.org\n", 1, "name"),
        (b"email,name,email\na,b,c\n", 1, "email"),
        (b"email,name,manager\na,b,c\n", 1, "manager"),
        ("email,name\n".encode("utf-16"), 2, ""),
        (b"email,name\na,\x00\n", 2, ""),
        (b"email,name\n" + b"a,b\n" * 400 + b"c,\x00\n", 402, ""),
        (b'email,name\na,"b\n', 2, ""),
        (b'email,name\na,"b"c\n', 2, ""),
        (b"email,name\na\n", 2, ""),
        (b"email,name\na,b,c\n", 2, ""),
        (b"email,name\na," + b"x" * 501 + b"\n", 2, "name"),
        (b'email,name\na,"' + b"x" * 200_000 + b'"\n', 2, ""),
    ],
)
def test_a_file_that_is_no_table_is_told_at_its_line(content: bytes, line: int, field: str) -> None:
    faults = told(content)
    assert [(fault.line, fault.field) for fault in faults if fault.field == field][:1] == [(line, field)]
    assert all(fault.message for fault in faults)


def test_too_many_rows_and_too_many_bytes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "ROWS", 2)
    assert [fault.line for fault in told(b"email,name\na,b\nc,d\ne,f\ng,h\n")] == [4]
    assert [fault.line for fault in told(b"x" * (columns.BYTES + 1))] == [1]


def test_a_byte_order_mark_blank_lines_and_cells_over_several_lines_are_read() -> None:
    faults = Faults()
    table = read(
        '\ufeff Email ,NAME,Weekly hours,shoes\r\n\r\na@x.org,"Alice\nAnders",2,40\r\n,,,\r\nb@x.org,Bo,,,\n'.encode(),
        faults,
    )
    assert faults.found == []
    assert [(line.number, line.cells) for line in table.lines] == [
        (3, {"email": "a@x.org", "name": "Alice\nAnders", "weekly_hours": "2"}),
        (6, {"email": "b@x.org", "name": "Bo", "weekly_hours": ""}),
    ]
    assert table.left_out == ("shoes",)
