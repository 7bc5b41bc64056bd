"""Which letters a file is written in: understood for certain, or refused by name."""

from __future__ import annotations

import pytest

from peerloop.intake.rules.decoding import Text, decoded, text_of
from peerloop.intake.rules.delimited import rows, separator_of
from peerloop.intake.rules.faults import Fault, Faults

SAID = "email,name\r\nzoe@example.org,Zoë Müller-Nuñez\r\n"


def told(content: bytes) -> list[Fault]:
    faults = Faults()
    assert decoded(content, faults) is None
    return faults.ordered()


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
    ],
)
def test_what_spreadsheets_save_is_understood(codec: str, encoding: str) -> None:
    assert text_of(SAID.encode(codec)) == Text(SAID, encoding)
    assert text_of(b"\xfe\xff" + SAID.encode("utf-16-be")) == Text(SAID, "UTF-16")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("email,name\na@example.org,Jürgen Łukasz Kowalski\n".encode("cp1250"), 2),
        ("email,name\na@example.org,Müller\n".encode("mac-roman"), 2),
        ("email,name\na@example.org,Иван Петров\n".encode("cp1251"), 2),
        ("email,name\na@example.org,山田 太郎、ソニー株式会社\n".encode("shift-jis"), 2),
        (SAID.encode("utf-8").replace(b"\xc3\xbc", b"\xbc") + "ö".encode(), 2),
        ("email,name\n".encode("utf-16") + b"x", 2),
        ("email,name\n".encode("utf-32"), 1),
        (b"email,name\n\xef\xbb\xbf\x81", 2),
        (b"email,name\ra,\0\r", 2),
        (b"\xff\xfe\0\xd8a\0", 1),
    ],
)
def test_other_letters_are_refused_at_their_line(content: bytes, line: int) -> None:
    assert [fault.line for fault in told(content)] == [line]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_seen(sign: str) -> None:
    text = f'email{sign}name{sign}offers\na@x.org{sign}"Anders, Alice; |"{sign}Rust\nb@x.org{sign}Bo{sign}\n'
    assert separator_of(text) == sign
    assert [row for _line, row in rows(text, sign, Faults())][1] == ["a@x.org", "Anders, Alice; |", "Rust"]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("", ","),
        ("name", ","),
        ('"', ","),
        ("Staff, as of May\nName;Mail;Skills\nA;a@x.org;Rust, SQL\n", ";"),
        ("Name, Vorname;E-Mail\nAnders, Alice;a@x.org\n", ";"),
        ("email,name,offers\na@x.org,A,Rust;SQL\nb@x.org,B\n", ","),
        ("sep=|\nemail;name|team\n", "|"),
        ('"sep=;"\r\nemail;name\r\n', ";"),
    ],
)
def test_what_stands_inside_the_cells_does_not_mislead(text: str, sign: str) -> None:
    assert separator_of(text) == sign


def test_lines_are_counted_with_any_line_end_and_with_the_line_that_names_the_sign() -> None:
    text = "sep=;\remail;name\r\ra@x.org;A\r"
    assert list(rows(text, ";", Faults())) == [(2, ["email", "name"]), (4, ["a@x.org", "A"])]
