"""Workbooks: what a person sees in a cell is what is read, and what is no workbook is called by its name."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from tests.domain.intake.books import MAIN, archive, book, saved, with_part, with_sheet, with_words

from peerloop.intake.rules.faults import Fault, Faults
from peerloop.intake.rules.reading import Origin, Table, read
from peerloop.intake.rules.workbook import STRICT


def table_of(content: bytes) -> Table:
    faults = Faults()
    table = read(content, faults)
    assert faults.found == []
    return table


def told(content: bytes) -> list[Fault]:
    faults = Faults()
    read(content, faults)
    return faults.ordered()


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


HEADER = row(inline("email"), inline("name"), inline("team"))


def test_cells_are_read_as_a_person_sees_them() -> None:
    content = book(
        ["email", "name", "external_id", "hired_on", "weekly_hours", "team", "place", "capacity"],
        ["a@x.org", " Alice ", 1042.0, 45411, 2.5, True, 0.5, 2],
        ["b@x.org", "Bo", 42, dt.date(2024, 4, 29), 0.1 + 0.2, dt.time(9, 30), 0.125, None],
        [],
        ["c@x.org", "'=C", "0042", 45411.503472222, 3, None, 12345678901234567890, 1],
        formats={"G2": "0%", "G3": "0.0%", "C3": "00000", "D2": "dd.mm.yyyy", "D5": "yyyy-mm-dd hh:mm"},
    )
    lines = table_of(content).lines
    assert [line.number for line in lines] == [2, 3, 5]
    assert [tuple(line.cells.values()) for line in lines] == [
        ("a@x.org", "Alice", "1042", "2024-04-29", "2.5", "TRUE", "50%", "2"),
        ("b@x.org", "Bo", "00042", "2024-04-29", "0.3", "09:30", "12.5%", ""),
        ("c@x.org", "=C", "0042", "2024-04-29", "3", "", "1.23456789012346e+19", "1"),
    ]


def test_the_first_sheet_with_rows_is_read_and_the_others_are_named() -> None:
    made = Workbook()
    made.worksheets[0].title = "Empty"
    hidden, people = made.create_sheet("Hidden"), made.create_sheet("People")
    hidden.append(["email", "name"])
    hidden.sheet_state = "hidden"
    people.append(["Staff on 1 October"])
    people.append([])
    people.append(["email", "name"])
    people.append(["a@x.org", "Alice"])
    made.create_chartsheet("Chart")
    table = table_of(saved(made))
    assert table.origin == Origin("XLSX", sheet="People", others=("Empty", "Hidden"), header=3)
    assert [line.number for line in table.lines] == [4]


def test_a_formula_counts_with_its_result_and_without_one_it_is_named() -> None:
    known = row("<c><f>1</f><v>7</v></c>", inline("A"), "<c t='str'><f>2</f><v></v></c>")
    assert table_of(with_sheet(HEADER + known)).lines[0].cells == {"email": "7", "name": "A", "team": ""}
    made = Workbook()
    for cells in (["email", "name", "team"], ["a@x.org", '="A"', ArrayFormula("C2", "=B2")]):
        made.worksheets[0].append(cells)
    assert [(fault.line, fault.value, fault.message.split()[0]) for fault in told(saved(made)) if not fault.field] == [
        (2, "=", "B2"),
        (2, "=", "C2"),
    ]
    wrong = HEADER + row(inline("a@x.org"), inline("A"), '<c t="e"><v>#N/A</v></c>')
    assert [(fault.line, fault.value, fault.message.split()[0]) for fault in told(with_sheet(wrong))] == [
        (2, "#N/A", "C2")
    ]


def test_rows_and_cells_without_their_places_follow_one_another() -> None:
    data = f'{HEADER}<row r="7">{inline("a@x.org")}<c r="C7" t="inlineStr"><is><r><t>Pay</t></r><r><t>ments</t></r>'
    data += f'<rPh sb="0" eb="1"><t>pei</t></rPh></is></c></row><row r="7">{inline("b@x.org")}</row>'
    assert [(line.number, line.cells) for line in table_of(with_sheet(data)).lines] == [
        (7, {"email": "a@x.org", "name": "", "team": "Payments"}),
        (8, {"email": "b@x.org", "name": "", "team": ""}),
    ]


def test_texts_that_many_cells_share_are_read() -> None:
    data = HEADER + "".join(
        row(*(f'<c t="s"><v>{number}</v></c>' for number in cells)) for cells in ((0, 1, 2), (3, 1))
    )
    words = "<si><t>a@x.org</t></si><si><r><t>Ä</t></r><r><t> 日本</t></r><phoneticPr/></si><si><t>1_x0041_</t></si>"
    table = table_of(with_words(with_sheet(data), f"{words}<si/>"))
    assert [tuple(line.cells.values()) for line in table.lines] == [("a@x.org", "Ä 日本", "1A"), ("", "Ä 日本", "")]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (OLD, "old kind (.xls)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<a/>"), "(.ods)"),
        (archive(xl__workbook_bin=b"x"), "(.xlsb)"),
        (archive(word__document_xml=b"<a/>"), "(.docx)"),
        (archive(people_csv=b"email,name"), "Unpack it"),
        (archive(), "nothing in it"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "(.gz)"),
        (b"\xef\xbb\xbf  <HTML><table>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (with_part(book(["a"]), "xl/workbook.xml", b'<a xmlns="%s"/>' % STRICT), "Strict"),
        (book(), "no rows"),
        (b"PK\x03\x04\0\0", "damaged"),
        (with_part(book(["a"]), "xl/workbook.xml", b"<nothing"), "damaged"),
        (with_sheet("<row><c t='s'><v>99</v></c></row>"), "damaged"),
        (with_sheet("<row><c><v>many</v></c></row>"), "damaged"),
        (with_sheet("<row r='9e999'><c><v>1</v></c></row>"), "damaged"),
        (with_sheet("<row><c r='ZZZZZ1'><v>1</v></c></row>"), "damaged"),
        (book(["email", "name"], ["a", "b"])[:-400], "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_called_by_its_name(content: bytes, called: str) -> None:
    faults = told(content)
    assert [called in fault.message for fault in faults] == [True]


def test_entities_are_refused_wherever_they_stand() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert "damaged" in told(with_sheet(row(inline("&b;")), before=laughs))[0].message
    for part in ("xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"):
        assert "damaged" in told(with_part(book(["a"]), part, f"{laughs}<x>&b;</x>".encode()))[0].message
    assert MAIN in zipfile.ZipFile(io.BytesIO(with_sheet(""))).read("xl/worksheets/sheet1.xml").decode()
