"""Other people's headings: what they mean by our names, by what one remembers, or by a guess."""

from __future__ import annotations

import pytest

from peerloop.intake.rules.faults import Faults
from peerloop.intake.rules.headings import nearest
from peerloop.intake.rules.meanings import MEANINGS
from peerloop.intake.rules.reading import look, read
from peerloop.intake.rules.synonyms import SYNONYMS

HR = (
    "Mitarbeiter-Nr.;Name;Vorname;E-Mail dienstlich;Abteilung;Vorgesetzter;Eintritt;Kenntnisse;Geburtsdatum\n"
    "0042;Anders;Alice;alice@example.org;Zahlungen;dana@example.org;29.04.2024;Rust:4, SQL;01.01.1990\n"
    "0043;Duarte;Dana;dana@example.org;Leitung;;03.02.2016;Führung;02.02.1980\n"
)
MEANT = ["external_id", "last_name", "first_name", "email", "team", "manager_email", "hired_on", "offers", ""]


def meant(content: str) -> list[str]:
    return look(content.encode(), headings={}).guesses


def test_an_hr_export_is_guessed_heading_by_heading() -> None:
    seen = look(HR.encode(), headings={})
    assert (seen.guesses, seen.asks) == (MEANT, True)
    assert seen.examples[:2] == [["0042", "0043"], ["Anders", "Duarte"]]


def test_what_is_remembered_is_not_asked_again_and_reads_the_file() -> None:
    seen = look(HR.encode(), headings={})
    remembered = {head.key: guess for head, guess in zip(seen.heads, seen.guesses, strict=True)}
    assert not look(HR.encode(), headings=remembered).asks
    faults = Faults()
    table = read(HR.encode(), faults, headings=remembered)
    assert faults.found == []
    assert table.lines[0].cells == {
        "external_id": "0042", "email": "alice@example.org", "team": "Zahlungen", "manager_email": "dana@example.org",
        "hired_on": "2024-04-29", "offers": "Rust:4; SQL", "name": "Alice Anders",
    }  # fmt: skip
    assert (table.left_out, table.written["name"]) == (("Geburtsdatum",), "Name + Vorname")
    own = read(b"email,name\na@x.org,Alice\n", faults, headings=remembered)
    assert (own.lines[0].cells["name"], faults.found) == ("Alice", [])


@pytest.mark.parametrize(
    ("header", "guessed"),
    [
        ("email,name", ["email", "name"]),
        ("Email,Full Name,Line Manager", ["email", "name", "manager_email"]),
        ("First name,Last name,Work e-mail", ["first_name", "last_name", "email"]),
        ("Prénom,Nom,Courriel,Service", ["first_name", "last_name", "email", "team"]),
        ("Nombre,Apellidos,Correo electrónico", ["first_name", "last_name", "email"]),
        ("E-Mial,Nam,Departement", ["email", "", "team"]),
        ("氏名,メールアドレス,部署", ["name", "email", "team"]),
        ("Shoes,Pets", ["", ""]),
        ("E-Mail,Mail,Name", ["email", "", "name"]),
    ],
)
def test_headings_are_known_in_several_languages_and_with_slips(header: str, guessed: list[str]) -> None:
    assert meant(f"{header}\n{','.join('x' for _ in guessed)}\n") == guessed


def test_cells_help_where_headings_say_nothing() -> None:
    assert meant("Kontakt,Mitarbeiter,Zone\na@x.org,\"Anders, Alice\",Europe/Berlin\n") == [
        "email", "last_and_first_name", "time_zone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "asks"),
    [
        ("email,name\na@x.org,A\n", False),
        ("email,name,shoes\na@x.org,A,40\n", False),
        ("email,name,Abteilung\na@x.org,A,X\n", True),
        ("email,name,email\na@x.org,A,b@x.org\n", True),
        ("a@x.org,Alice\nb@x.org,Bo\n", True),
        ("email,name,Abteilung\n", False),
        ("email\na@x.org\n", False),
        ("", False),
        ("\0", False),
    ],
)
def test_one_is_asked_only_where_there_is_something_to_say(content: str, asks: bool) -> None:
    assert look(content.encode(), headings={}).asks is asks


def test_every_meaning_has_words_and_no_word_two_meanings() -> None:
    assert list(SYNONYMS) == [*dict.fromkeys(name for name in SYNONYMS if name in MEANINGS)]
    assert set(SYNONYMS) == set(MEANINGS)
    for meaning, words in SYNONYMS.items():
        assert {word.strip(): nearest(word) for word in words.split(";")} == {
            word.strip(): (meaning, 1.0) for word in words.split(";")
        }
