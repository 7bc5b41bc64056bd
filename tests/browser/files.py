"""Pages of a file on its way in: an HR system's whose columns are not known yet, and one with faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.intake.actions import take_upload

if TYPE_CHECKING:
    from peerloop.people.models import Member

HR = """\
Mitarbeiter-Nr.;Nachname;Vorname;E-Mail;Abteilung;Vorgesetzter;Eintritt;Kenntnisse;Geburtsdatum
0007;Müller;Zoë;zoe@example.org;Zahlungen;Jörg Großmann;29.04.2024;Rust:4, Öffentlich reden;01.01.1990
0008;Großmann;Jörg;joerg@example.org;Leitung;;28.02.2016;Führung;02.02.1980
"""


def headings(organiser: Member) -> str:
    return f"/organise/uploads/{take_upload(HR.encode('cp1252'), 'Mitarbeiter.csv', by=organiser).pk}/headings"


def to_mend(organiser: Member) -> str:
    wrong = b"email,name,hired_on\nzoe@example.org,,03/04/2024\nzoe,Zoe,soon\n"
    return f"/organise/uploads/{take_upload(wrong, 'people.csv', by=organiser).pk}"
